// POST /api/v1/calculate: one OpenFisca situation in, the same with its nulls filled out.
#pragma once

#include "server/app/calculation.h"
#include "server/http/router.h"

#include <array>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace prevenance {

inline constexpr std::string_view calculate_path = "/api/v1/calculate";

/// Calculators over one pack, lent to one request at a time. Safe from any thread.
class CalculatorPool {
public:
    explicit CalculatorPool(CalculationPack pack)
        : pack_(std::make_unique<CalculationPack>(std::move(pack))) {}

    /// Errors: as calculate_text().
    Result<std::string> calculate(CalculatorMode mode, std::string_view text);

private:
    Result<std::unique_ptr<Calculator>> take(CalculatorMode mode);

    std::unique_ptr<CalculationPack> pack_; ///< Stays where it is: the calculators point to it.
    std::unique_ptr<std::mutex> mutex_ = std::make_unique<std::mutex>();
    std::array<std::vector<std::unique_ptr<Calculator>>, 2> idle_; ///< By mode.
};

/// `calculators`  must outlive the route.
HttpRoute calculate_route(CalculatorPool* calculators);

} // namespace prevenance
