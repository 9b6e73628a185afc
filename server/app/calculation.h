// What `prevenance calculate` and its HTTP interface share: the pack, and one text in, one out.
#pragma once

#include "core/base/result.h"
#include "core/households/calculator.h"
#include "core/households/mapping.h"
#include "core/rules/program.h"

#include <string>
#include <string_view>

namespace prevenance {

/// A situation is no longer than this, in bytes.
inline constexpr std::size_t situation_bytes_max = 1U << 20U;

/// A pack that answers OpenFisca's situations: its rules and its `openfisca.json`.
struct CalculationPack {
    Program program;
    HouseholdMapping mapping;
};

/// `folder`  such as assets/packs/prestations-nationales: `regles` and `openfisca.json`.
///
/// Errors: not_found or bad_input, naming the file, when one cannot be read.
Result<CalculationPack> read_calculation_pack(std::string const& folder);

/// One situation as JSON, filled, as JSON on one line.
///
/// Errors: bad_input, naming the place, when the text is too long or no situation.
Result<std::string> calculate_text(Calculator& calculator, std::string_view text);

} // namespace prevenance
