// What a person typed, as the rules read it.
#pragma once

#include "core/base/date.h"
#include "web/screens/interview.h"
#include "web/screens/state.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

struct TypedAnswer {
    std::string value; ///< As GivenFact::value; "" when there is a mistake.
    Mistake mistake = Mistake::none;
    std::size_t mistake_at = 0; ///< Of several dates: which one.
};

/// When and in which language it was typed.
struct TypedWhere {
    Language language = Language::french;
    Day today{};
};

/// Reads « 12 500,50 € » or "12,500.50" as 12500.50. A choice is one of the question's own.
///
/// `where`  its language decides what a lone comma is: decimals in French, thousands in English;
///          its day, how far a date may lie.
TypedAnswer
read_typed_answer(FactQuestion const& question, std::string_view typed, TypedWhere const& where);

/// Reads several dates, each as « 12/03/1990 », « 12 3 1990 », « 12031990 » or « 1990-03-12 ».
///
/// `typed`  as many as are asked for.
TypedAnswer read_typed_days(
    FactQuestion const& question, std::vector<std::string> const& typed, TypedWhere const& where
);

} // namespace prevenance
