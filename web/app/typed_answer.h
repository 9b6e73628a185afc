// What a person typed, as the rules read it.
#pragma once

#include "web/screens/interview.h"
#include "web/screens/state.h"

#include <string>
#include <string_view>

namespace prevenance {

struct TypedAnswer {
    std::string value; ///< As GivenFact::value; "" when there is a mistake.
    Mistake mistake = Mistake::none;
};

/// Reads « 12 500,50 € » or "12,500.50" as 12500.50. A choice is one of the question's own.
///
/// `language`  decides what a lone comma is: decimals in French, thousands in English.
TypedAnswer
read_typed_answer(FactQuestion const& question, std::string_view typed, Language language);

} // namespace prevenance
