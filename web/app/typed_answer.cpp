#include "web/app/typed_answer.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace prevenance {

namespace {

/// Where a question sets no bound: beyond it nobody's income, price or age lies: a slip of the
/// finger.
constexpr double number_max = 1e9;

/// What people put around and between digits.
constexpr std::array<std::string_view, 6> fillers{" ", "\t", "\u00A0", "\u202F", "€", "'"};

std::string without_fillers(std::string_view typed) {
    std::string kept;
    while (!typed.empty()) {
        auto const filler = std::find_if(fillers.begin(), fillers.end(), [&](auto one) {
            return typed.starts_with(one);
        });
        if (filler == fillers.end()) kept += typed.front();
        typed.remove_prefix(filler == fillers.end() ? 1 : filler->size());
    }
    return kept;
}

/// A decimal point, whatever was typed, and nothing between thousands.
std::string with_point(std::string text, Language language) {
    bool const has_point = text.find('.') != std::string::npos;
    if (has_point || language == Language::english) {
        std::erase(text, ',');
    } else {
        std::replace(text.begin(), text.end(), ',', '.');
    }
    return text;
}

bool only_digits(std::string_view text) {
    return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

TypedAnswer read_number(FactQuestion const& question, std::string_view typed, Language language) {
    auto const text = with_point(without_fillers(typed), language);
    bool const negative = text.starts_with('-');
    auto const number = parse_decimal(text);
    if (!number || !only_digits(text.substr(negative ? 1 : 0))) {
        return {{}, Mistake::not_a_number};
    }
    if (question.kind == FactKind::whole_number && text.find('.') != std::string::npos) {
        return {{}, Mistake::not_a_whole_number};
    }
    if (*number < question.min.value_or(0)) return {{}, Mistake::below_minimum};
    if (*number > question.max.value_or(number_max)) return {{}, Mistake::above_maximum};
    return {text, Mistake::none};
}

TypedAnswer read_choice(FactQuestion const& question, std::string_view chosen) {
    auto const known = std::any_of(
        question.options.begin(),
        question.options.end(),
        [&](FactOption const& option) { return option.id == chosen; }
    );
    if (!known) return {{}, Mistake::nothing_chosen};
    return {std::string(chosen), Mistake::none};
}

} // namespace

TypedAnswer
read_typed_answer(FactQuestion const& question, std::string_view typed, Language language) {
    typed = trim(typed);
    switch (question.kind) {
    case FactKind::yes_no:
        if (typed == "yes" || typed == "no") return {std::string(typed), Mistake::none};
        return {{}, Mistake::nothing_chosen};
    case FactKind::choice:
        return read_choice(question, typed);
    case FactKind::whole_number:
    case FactKind::number:
    case FactKind::money:
        if (typed.empty()) return {{}, Mistake::nothing_typed};
        return read_number(question, typed, language);
    }
    return {{}, Mistake::nothing_typed};
}

} // namespace prevenance
