#include "web/screens/words.h"

#include "core/base/ensure.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace prevenance {

namespace {

constexpr std::string_view no_break_space = "\u00A0";

constexpr std::array<Text, 12> months{
    Text::month_1,
    Text::month_2,
    Text::month_3,
    Text::month_4,
    Text::month_5,
    Text::month_6,
    Text::month_7,
    Text::month_8,
    Text::month_9,
    Text::month_10,
    Text::month_11,
    Text::month_12,
};

/// Digits in groups of three: "1200" gives "1 200" or "1,200".
std::string group_digits(std::string const& digits, std::string_view separator) {
    std::string out;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at != 0 && (digits.size() - at) % 3 == 0) out += separator;
        out += digits[at];
    }
    return out;
}

/// The number before the currency sign; `cents` shows two decimals.
std::string write_number(double number, bool cents, Language language) {
    bool const french = language == Language::french;
    auto const hundredths = std::llround(std::fabs(number) * 100);
    std::string out = number < 0 && hundredths != 0 ? "-" : "";
    out += group_digits(std::to_string(hundredths / 100), french ? no_break_space : ",");
    if (!cents) return out;
    auto const rest = std::to_string(hundredths % 100);
    return out + (french ? "," : ".") + (rest.size() == 1 ? "0" + rest : rest);
}

bool has_cents(double number) {
    return std::llround(std::fabs(number) * 100) % 100 != 0;
}

} // namespace

std::string_view Words::operator()(Text text) const {
    auto const at = static_cast<std::size_t>(text);
    return language_ == Language::french ? french_texts[at] : english_texts[at];
}

std::string_view Words::operator()(Wording const& wording) const {
    return language_ == Language::french ? wording.french : wording.english;
}

std::string_view Words::operator()(BilingualText const& text) const {
    return language_ == Language::french || text.english.empty() ? text.french : text.english;
}

std::string Words::fill(Text text, std::initializer_list<Filling> fillings) const {
    std::string_view rest = (*this)(text);
    std::string out;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        auto const close = rest.find('}', open);
        ENSURE(close != std::string_view::npos);
        auto const name = rest.substr(open + 1, close - open - 1);
        Filling const* filling = nullptr;
        for (auto const& candidate : fillings) {
            if (candidate.placeholder == name) filling = &candidate;
        }
        ENSURE(filling != nullptr); // The screen forgot one of the text's placeholders.
        out += rest.substr(0, open);
        out += filling->words;
        rest.remove_prefix(close + 1);
    }
    return out.append(rest);
}

std::string Words::count(std::size_t number, Text one, Text many) const {
    // French counts 0 and 1 in the singular, English 1 alone.
    bool const singular = language_ == Language::french ? number <= 1 : number == 1;
    return fill(singular ? one : many, {{"count", std::to_string(number)}});
}

std::string Words::day(Day day) const {
    std::chrono::year_month_day const date(day);
    auto const number = static_cast<unsigned>(date.day());
    auto const month = months[static_cast<unsigned>(date.month()) - 1];
    std::string out = std::to_string(number);
    if (number == 1 && language_ == Language::french) out += "er";
    out += no_break_space;
    out += (*this)(month);
    out += no_break_space;
    return out + std::to_string(static_cast<int>(date.year()));
}

std::string Words::amount(double number, std::string_view unit) const {
    auto written = write_number(number, has_cents(number), language_);
    if (language_ == Language::english && unit.starts_with("€")) return "€" + written;
    auto const sign = unit.substr(0, unit.find('/'));
    if (sign.empty()) return written;
    return written + std::string(no_break_space) + std::string(sign);
}

std::string_view Words::period(std::string_view unit) const {
    auto const slash = unit.find('/');
    if (slash == std::string_view::npos) return "";
    auto const per = unit.substr(slash + 1);
    if (per == "an") return (*this)(Text::period_year);
    if (per == "mois") return (*this)(Text::period_month);
    if (per == "jour") return (*this)(Text::period_day);
    return "";
}

std::string Words::number(double number) const {
    return write_number(number, has_cents(number), language_);
}

std::string Words::unit(std::string_view unit) const {
    if (unit.starts_with("€")) {
        auto const per = period(unit);
        return per.empty() ? "€" : "€ " + std::string(per);
    }
    if (unit == "an" || unit == "ans") return std::string((*this)(Text::unit_years));
    if (unit.starts_with("personne")) return std::string((*this)(Text::unit_people));
    if (unit == "m2") return "m²";
    return std::string(unit);
}

std::string_view code_of(Language language) {
    return language == Language::french ? "fr" : "en";
}

Language language_of(std::string_view code) {
    return code.starts_with("en") ? Language::english : Language::french;
}

} // namespace prevenance
