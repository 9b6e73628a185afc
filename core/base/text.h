// Small questions asked of UTF-8 text, and numbers written for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace prevenance {

/// The number written by `text` when it is made of 1 to 18 ASCII digits and nothing else.
std::optional<std::int64_t> parse_whole_number(std::string_view text);

/// The number written by `text`: `-12`, `3.5`, `1e3`. Nothing else may stand around it.
/// Infinities and NaN are not numbers here.
std::optional<double> parse_decimal(std::string_view text);

/// Without ASCII blanks at either end.
std::string_view trim(std::string_view text);

/// True when every byte sequence is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// How many bytes must be put in, taken out or changed to make one text of the other.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The shortest decimal that reads back as the same number: 0.`digits` x 10^`point`.
struct ShortestDecimal {
    std::string digits; ///< No zero at either end; "" for zero.
    int point = 0;
    bool negative = false;
};

/// `number`  finite.
ShortestDecimal shortest_decimal(double number);

/// A number as French prints it: `1 234,5`, with U+202F between thousands and a decimal comma.
/// Its shortest decimal is rounded, half away from zero; what rounds to zero has no sign.
///
/// `decimals_max`  digits kept after the comma, in [0, 9]; trailing zeros are dropped.
std::string format_french_number(double number, int decimals_max);

} // namespace prevenance
