#include "web/app/typed_answer.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

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

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// The groups of digits of what was typed: "12 / 03 / 1990" gives three.
std::vector<std::string> digit_groups(std::string_view typed) {
    std::vector<std::string> groups;
    bool inside = false;
    for (char const letter : typed) {
        if (is_digit(letter) && !inside) groups.emplace_back();
        if (is_digit(letter)) groups.back() += letter;
        inside = is_digit(letter);
    }
    return groups;
}

/// Day, month, year; nothing when they are no day of the calendar.
std::optional<Day> read_day(std::string_view typed) {
    if (typed.find_first_not_of("0123456789/.- ") != std::string_view::npos) return std::nullopt;
    auto groups = digit_groups(typed);
    if (groups.size() == 1 && groups[0].size() == 8) {
        groups = {groups[0].substr(0, 2), groups[0].substr(2, 2), groups[0].substr(4)};
    }
    if (groups.size() != 3) return std::nullopt;
    if (groups[0].size() == 4) std::swap(groups[0], groups[2]);
    if (groups[0].size() > 2 || groups[1].size() > 2 || groups[2].size() != 4) return std::nullopt;
    auto const two = [](std::string const& digits) {
        return digits.size() == 1 ? '0' + digits : digits;
    };
    auto const day = parse_iso_day(groups[2] + '-' + two(groups[1]) + '-' + two(groups[0]));
    return day.ok() ? std::optional(day.value()) : std::nullopt;
}

/// The day that lies that many whole years from today.
Day years_away(Day today, double years) {
    std::chrono::year_month_day const date(today);
    auto const moved = date + std::chrono::years(static_cast<int>(years));
    return moved.ok() ? std::chrono::sys_days(moved)
                      : std::chrono::sys_days(moved.year() / moved.month() / std::chrono::last);
}

TypedAnswer read_date(FactQuestion const& question, std::string_view typed, Day today) {
    if (trim(typed).empty()) return {{}, Mistake::nothing_typed};
    auto const day = read_day(trim(typed));
    if (!day) return {{}, Mistake::not_a_day};
    bool const early = question.min && *day < years_away(today, *question.min);
    bool const late = question.max && *day > years_away(today, *question.max);
    if (early || late) return {{}, early ? Mistake::day_too_early : Mistake::day_too_late};
    return {format_iso_day(*day), Mistake::none};
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
read_typed_answer(FactQuestion const& question, std::string_view typed, TypedWhere const& where) {
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
        return read_number(question, typed, where.language);
    case FactKind::date:
    case FactKind::dates:
        return read_date(question, typed, where.today);
    }
    return {{}, Mistake::nothing_typed};
}

TypedAnswer read_typed_days(
    FactQuestion const& question, std::vector<std::string> const& typed, TypedWhere const& where
) {
    TypedAnswer all;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        auto const one = read_date(question, typed[at], where.today);
        if (one.mistake != Mistake::none) return {{}, one.mistake, at};
        all.value += (at == 0 ? "" : " ") + one.value;
    }
    return all;
}

} // namespace prevenance
