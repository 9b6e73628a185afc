// What a person typed, as the rules read it.
#pragma once

#include "web/screens/interview.h"
#include "web/screens/state.h"

#include <string>
#include <string_view>

namespace prevenance {

struct TypedAnswer {
    std::string value; ///< As Publicodes writes it, without its unit; "" when there is a mistake.
    Mistake mistake = Mistake::none;
};

/// Reads « 12 500,50 € » or "12,500.50" as 12500.50, "3/12/1980" or "1980-12-03" as 03/12/1980.
/// A choice is one of the question's own values.
///
/// `language`  decides what a lone comma is: decimals in French, thousands in English.
TypedAnswer read_typed_answer(Question const& question, std::string_view typed, Language language);

} // namespace prevenance
