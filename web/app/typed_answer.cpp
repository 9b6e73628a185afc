#include "web/app/typed_answer.h"

#include "core/base/date.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace prevenance {

namespace {

/// Beyond it nobody's income, price or age lies: a slip of the finger.
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

TypedAnswer read_number(Question const& question, std::string_view typed, Language language) {
    auto const text = with_point(without_fillers(typed), language);
    bool const negative = text.starts_with('-');
    auto const number = parse_decimal(text);
    if (!number || !only_digits(text.substr(negative ? 1 : 0))) {
        return {{}, Mistake::not_a_number};
    }
    if (question.kind == QuestionKind::whole_number && text.find('.') != std::string::npos) {
        return {{}, Mistake::not_a_whole_number};
    }
    if (*number < question.minimum) return {{}, Mistake::below_minimum};
    if (*number > std::min(question.maximum, number_max)) return {{}, Mistake::above_maximum};
    return {text, Mistake::none};
}

std::string two_digits(std::string_view text) {
    return text.size() == 1 ? "0" + std::string(text) : std::string(text);
}

/// `3/12/1980`, `03.12.1980` or `1980-12-03` as ISO 8601; "" for anything else.
std::string iso_day(std::string_view typed) {
    if (parse_iso_day(typed).ok()) return std::string(typed);
    std::vector<std::string_view> parts;
    for (auto end = typed.find_first_of("/.- "); parts.size() < 2;
         end = typed.find_first_of("/.- ")) {
        if (end == std::string_view::npos) return {};
        parts.push_back(typed.substr(0, end));
        typed.remove_prefix(end + 1);
    }
    return std::string(typed) + '-' + two_digits(parts[1]) + '-' + two_digits(parts[0]);
}

TypedAnswer read_date(std::string_view typed) {
    auto const iso = iso_day(typed);
    if (!parse_iso_day(iso).ok()) return {{}, Mistake::not_a_date};
    return {iso.substr(8, 2) + '/' + iso.substr(5, 2) + '/' + iso.substr(0, 4), Mistake::none};
}

TypedAnswer read_choice(Question const& question, std::string_view chosen) {
    auto const known =
        std::any_of(question.choices.begin(), question.choices.end(), [&](Choice const& choice) {
            return choice.value == chosen;
        });
    if (!known) return {{}, Mistake::nothing_chosen};
    return {std::string(chosen), Mistake::none};
}

} // namespace

TypedAnswer read_typed_answer(Question const& question, std::string_view typed, Language language) {
    typed = trim(typed);
    switch (question.kind) {
    case QuestionKind::yes_no:
        if (typed == "oui" || typed == "non") return {std::string(typed), Mistake::none};
        return {{}, Mistake::nothing_chosen};
    case QuestionKind::choice:
        return read_choice(question, typed);
    case QuestionKind::whole_number:
    case QuestionKind::number:
        if (typed.empty()) return {{}, Mistake::nothing_typed};
        return read_number(question, typed, language);
    case QuestionKind::text:
        if (typed.empty()) return {{}, Mistake::nothing_typed};
        return {std::string(typed), Mistake::none};
    case QuestionKind::date:
        if (typed.empty()) return {{}, Mistake::nothing_typed};
        return read_date(typed);
    }
    return {{}, Mistake::nothing_typed};
}

} // namespace prevenance
