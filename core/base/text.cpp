#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace prevenance {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// How many bytes a sequence beginning with `lead` has; 0 when no sequence begins so.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

/// RFC 3629, section 4: what the second byte may be after some lead bytes.
bool second_byte_fits(unsigned char lead, unsigned char second) {
    if (lead == 0xE0) return second >= 0xA0;
    if (lead == 0xED) return second < 0xA0;
    if (lead == 0xF0) return second >= 0x90;
    if (lead == 0xF4) return second < 0x90;
    return true;
}

} // namespace

std::optional<std::int64_t> parse_whole_number(std::string_view text) {
    if (text.empty() || text.size() > 18) return std::nullopt;
    std::int64_t number = 0;
    for (char const letter : text) {
        if (!is_digit(letter)) return std::nullopt;
        number = number * 10 + (letter - '0');
    }
    return number;
}

std::optional<double> parse_decimal(std::string_view text) {
    bool const plausible = !text.empty() && text.size() < 64 && (is_digit(text.back())) &&
        (is_digit(text.front()) || text.front() == '-') &&
        text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
    if (!plausible) return std::nullopt;
    std::string const copy(text);
    char* end = nullptr;
    double const number = std::strtod(copy.c_str(), &end);
    if (end != copy.c_str() + copy.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const lead = static_cast<unsigned char>(text[at]);
        auto const length = sequence_length(lead);
        if (length == 0 || at + length > text.size()) return false;
        for (std::size_t i = 1; i < length; ++i) {
            auto const byte = static_cast<unsigned char>(text[at + i]);
            if ((byte & 0xC0) != 0x80) return false;
            if (i == 1 && !second_byte_fits(lead, byte)) return false;
        }
        at += length;
    }
    return true;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t i = 0; i <= right.size(); ++i)
        row[i] = i;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            auto const replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[right.size()];
}

namespace {

/// Fills in `size` > 0 when it is a whole number of millionths of at most 15 digits. Two decimals
/// of so few digits are never the same number: the one found is the shortest.
bool fill_short(ShortestDecimal& decimal, double size) {
    constexpr double digits_15 = 1e15;
    double scale = 1;
    for (int decimals = 0; decimals <= 6; ++decimals, scale *= 10) {
        double const scaled = std::round(size * scale);
        if (scaled >= digits_15) return false;
        if (scaled / scale != size) continue;
        decimal.digits = std::to_string(static_cast<std::int64_t>(scaled));
        decimal.point = static_cast<int>(decimal.digits.size()) - decimals;
        decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
        return true;
    }
    return false;
}

} // namespace

ShortestDecimal shortest_decimal(double number) {
    ShortestDecimal decimal;
    decimal.negative = std::signbit(number);
    if (number == 0 || fill_short(decimal, std::abs(number))) return decimal;
    std::array<char, 40> text{};
    for (int precision = 0; precision < 17; ++precision) {
        static_cast<void>(std::snprintf(text.data(), text.size(), "%.*e", precision, number));
        if (std::strtod(text.data(), nullptr) == number) break;
    }
    std::string_view const scientific = text.data();
    auto const exponent_at = scientific.find('e');
    for (char const letter : scientific.substr(0, exponent_at))
        if (is_digit(letter)) decimal.digits += letter;
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    decimal.point = static_cast<int>(std::strtol(text.data() + exponent_at + 1, nullptr, 10)) + 1;
    return decimal;
}

namespace {

/// Keeps that many digits, rounding half up.
void keep_digits(ShortestDecimal& decimal, int kept) {
    auto& digits = decimal.digits;
    if (kept >= static_cast<int>(digits.size())) return;
    bool const up = kept >= 0 && digits[static_cast<std::size_t>(kept)] >= '5';
    digits.resize(static_cast<std::size_t>(std::max(kept, 0)));
    if (up) {
        while (!digits.empty() && digits.back() == '9')
            digits.pop_back();
        if (digits.empty()) {
            digits += '1';
            ++decimal.point;
        } else {
            ++digits.back();
        }
    }
    digits.erase(digits.find_last_not_of('0') + 1);
}

} // namespace

std::string format_french_number(double number, int decimals_max) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "∞" : "-∞";
    auto decimal = shortest_decimal(number);
    keep_digits(decimal, decimal.point + std::clamp(decimals_max, 0, 9));
    if (decimal.digits.empty()) return "0";
    auto const& digits = decimal.digits;
    auto const digit = [&](int at) {
        bool const is_written = at >= 0 && at < static_cast<int>(digits.size());
        return is_written ? digits[static_cast<std::size_t>(at)] : '0';
    };
    std::string written = decimal.negative ? "-" : "";
    if (decimal.point <= 0) written += '0';
    for (int at = 0; at < decimal.point; ++at) {
        if (at > 0 && (decimal.point - at) % 3 == 0) written += "\u202F";
        written += digit(at);
    }
    if (static_cast<int>(digits.size()) > decimal.point) written += ',';
    for (int at = decimal.point; at < static_cast<int>(digits.size()); ++at)
        written += digit(at);
    return written;
}

} // namespace prevenance
