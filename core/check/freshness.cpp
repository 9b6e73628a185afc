#include "core/check/freshness.h"

#include "core/base/text.h"
#include "core/check/example.h"
#include "core/eval/calendar.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace prevenance {

namespace {

constexpr std::array<std::string_view, 12> months{
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre"};

/// `1er avril`, `15 août`.
std::optional<std::chrono::month_day> read_day_of_year(std::string_view written) {
    auto const blank = written.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    auto number = written.substr(0, blank);
    if (number == "1er") number = "1";
    auto const day = parse_whole_number(number);
    auto const month = std::find(months.begin(), months.end(), written.substr(blank + 1));
    if (!day || *day < 1 || *day > 31 || month == months.end()) return std::nullopt;
    auto const month_number = static_cast<unsigned>(month - months.begin() + 1);
    std::chrono::month_day const found{
        std::chrono::month{month_number}, std::chrono::day{static_cast<unsigned>(*day)}};
    return found.ok() ? std::optional(found) : std::nullopt;
}

class Review {
public:
    explicit Review(Day today)
        : today_(today) {}

    Freshness freshness;

    void read(WrittenRule const& rule) {
        read_end(rule);
        auto const* checked = rule.source->find("vérifié le");
        auto const* revaluation = rule.source->find("revalorisation");
        if (checked == nullptr) {
            if (revaluation != nullptr)
                complain(rule, *revaluation, "'revalorisation' stands without 'vérifié le'");
            return;
        }
        auto const day = read_written_day(checked->text);
        if (!day) return complain(rule, *checked, "'vérifié le' is no day, as 24/11/2026");
        Parameter parameter{rule.name, rule.position, *day, std::nullopt};
        if (revaluation != nullptr) parameter.due = read_due(rule, *revaluation, *day);
        if (parameter.due && *parameter.due <= today_) tell_overdue(parameter, *checked);
        freshness.parameters.push_back(std::move(parameter));
    }

private:
    void
    add(FindingCode code,
        std::string const& rule,
        Source const& where,
        std::string message,
        std::string remedy) {
        Finding finding;
        finding.code = code;
        finding.rule = rule;
        finding.position = where.position;
        finding.message = std::move(message);
        finding.remedy = std::move(remedy);
        freshness.findings.push_back(std::move(finding));
    }

    void complain(WrittenRule const& rule, Source const& where, std::string message) {
        add(FindingCode::bad_date,
            rule.name,
            where,
            std::move(message),
            "the forms are in docs/recipes.md, «Write a rule pack»");
    }

    void tell_overdue(Parameter const& parameter, Source const& where) {
        add(FindingCode::overdue,
            parameter.rule,
            where,
            "checked on " + format_iso_day(parameter.checked) + ", revalued on " +
                format_iso_day(*parameter.due),
            "compare it with its source, then write today after 'vérifié le'");
    }

    void read_end(WrittenRule const& rule) {
        auto const* end = rule.source->find("date de fin");
        if (end == nullptr) return;
        auto const day = read_written_day(end->text);
        if (!day) return complain(rule, *end, "'date de fin' is no day, as 31/12/2026");
        if (*day >= today_) return;
        add(FindingCode::expired,
            rule.name,
            *end,
            "it ended on " + format_iso_day(*day),
            "remove it, or write until when it was prolonged");
    }

    std::optional<Day> read_due(WrittenRule const& rule, Source const& revaluation, Day checked) {
        std::vector<Source> const one{revaluation};
        bool const is_list = revaluation.kind == Source::Kind::list;
        std::optional<Day> due;
        for (auto const& item : is_list ? revaluation.items : one) {
            if (item.text == "non") continue;
            bool const is_day = read_written_day(item.text).has_value();
            auto const next = next_revaluation(item.text, checked);
            if (!next && !is_day)
                complain(rule, item, "'revalorisation' is no day, as 1er avril or 01/04/2027");
            if (next && (!due || *next < *due)) due = next;
        }
        return due;
    }

    Day today_;
};

} // namespace

std::optional<Day> next_revaluation(std::string_view written, Day checked) {
    if (written == "SMIC") written = "1er janvier";
    if (auto const day = read_written_day(written)) return *day > checked ? day : std::nullopt;
    auto const day_of_year = read_day_of_year(written);
    if (!day_of_year) return std::nullopt;
    auto year = std::chrono::year_month_day(checked).year();
    // 29 February counts as the last day of the month in other years.
    auto const in_year = [&](std::chrono::year which) -> Day {
        auto const date = which / day_of_year->month() / day_of_year->day();
        if (date.ok()) return Day(date);
        return Day(which / day_of_year->month() / std::chrono::last);
    };
    while (in_year(year) <= checked)
        ++year;
    return in_year(year);
}

Freshness review_freshness(std::vector<WrittenRule> const& rules, Day today) {
    Review review(today);
    for (auto const& rule : rules)
        review.read(rule);
    auto& parameters = review.freshness.parameters;
    std::stable_sort(parameters.begin(), parameters.end(), [](auto const& left, auto const& right) {
        return left.due.has_value() && (!right.due || *left.due < *right.due);
    });
    return std::move(review.freshness);
}

} // namespace prevenance
