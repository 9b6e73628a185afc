#include "server/app/calculate_routes.h"

#include "core/wire/json.h"
#include "server/http/failure.h"

#include <chrono>

namespace prevenance {

Result<std::unique_ptr<Calculator>> CalculatorPool::take(CalculatorMode mode) {
    {
        std::lock_guard const lock(*mutex_);
        auto& idle = idle_[static_cast<std::size_t>(mode)];
        if (!idle.empty()) {
            auto calculator = std::move(idle.back());
            idle.pop_back();
            return calculator;
        }
    }
    auto const today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return Calculator::open(pack_->program, pack_->mapping, mode, today);
}

Result<std::string> CalculatorPool::calculate(CalculatorMode mode, std::string_view text) {
    auto calculator = TRY(take(mode));
    auto filled = calculate_text(*calculator, text);
    std::lock_guard const lock(*mutex_);
    idle_[static_cast<std::size_t>(mode)].push_back(std::move(calculator));
    return filled;
}

HttpRoute calculate_route(CalculatorPool* calculators) {
    auto const answer = [calculators](HttpRequest const& request) {
        auto const law = request.query_value("law");
        if (request.query.contains("law") && law != "1" && law != "0")
            return failure_response(ErrorCode::bad_input, "'law' is 1 or 0");
        auto const mode = law == "1" ? CalculatorMode::law : CalculatorMode::anchor;
        auto filled = calculators->calculate(mode, request.body);
        if (filled.ok()) return json_response(200, std::move(filled).value());
        return failure_response(ErrorCode::bad_input, filled.error().message);
    };
    return {"POST", std::string(calculate_path), answer};
}

} // namespace prevenance
