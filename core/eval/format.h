// Values as texts: for sentences in French, and for programs.
#pragma once

#include <string>
#include <string_view>

namespace prevenance {

/// The shortest text that reads back as the same number, as JavaScript prints it: `0.1`, `1e+21`.
std::string print_shortest(double number);

/// A number with its unit as a French sentence has it: `1 234,50 €`, `12 %`, `3 mois`.
///
/// At most two decimals; euros have none or two. `unit` is a unit as UnitTable prints it.
std::string format_quantity(double number, std::string_view unit);

} // namespace prevenance
