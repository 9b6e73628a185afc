// Goal: text helpers hold at their edges. Method: tables of input and expected answer.
#include "core/base/text.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using prevenance::format_french_number;
using prevenance::is_utf8;
using prevenance::parse_decimal;
using prevenance::parse_whole_number;

TEST_CASE("parse_whole_number: digits only, 18 at most") {
    CHECK(parse_whole_number("0") == 0);
    CHECK(parse_whole_number("00075") == 75);
    CHECK(parse_whole_number("999999999999999999") == 999'999'999'999'999'999);
    for (std::string const text : {"", "-1", "+1", " 1", "1 ", "1.0", "1000000000000000000"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_whole_number(text).has_value());
    }
}

TEST_CASE("parse_decimal: one finite number and nothing around it") {
    CHECK(parse_decimal("-12") == -12.0);
    CHECK(parse_decimal("3.5") == 3.5);
    CHECK(parse_decimal("1e3") == 1000.0);
    for (std::string const text :
         {"", "-", ".5", "1.", "1,5", " 1", "nan", "inf", "1e999", "0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_decimal(text).has_value());
    }
}

TEST_CASE("is_utf8: RFC 3629 and nothing wider") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("Prévenance €"));
    CHECK(is_utf8("\xF0\x9F\x9A\xB2"));
    CHECK_FALSE(is_utf8("\xC0\x80"));         // Overlong NUL.
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));     // A surrogate.
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80")); // Past U+10FFFF.
    CHECK_FALSE(is_utf8("\xC3"));             // Cut short.
    CHECK_FALSE(is_utf8("\x80"));             // A continuation with no lead.
}

TEST_CASE("format_french_number: thousands, comma, no idle zeros") {
    CHECK(format_french_number(0, 2) == "0");
    CHECK(format_french_number(-0.001, 2) == "0");
    CHECK(format_french_number(1234.5, 2) == "1\u202F234,5");
    CHECK(format_french_number(1234567, 0) == "1\u202F234\u202F567");
    CHECK(format_french_number(-999.999, 2) == "-1\u202F000");
    CHECK(format_french_number(12.346, 2) == "12,35");
    CHECK(format_french_number(1.005, 2) == "1,01");
    CHECK(format_french_number(0.004, 2) == "0");
    CHECK(format_french_number(0.999, 2) == "1");
    CHECK(format_french_number(0.05, 1) == "0,1");
    CHECK(format_french_number(123456789012345680000.0, 0).ends_with("680\u202F000"));
    CHECK(format_french_number(std::numeric_limits<double>::infinity(), 2) == "∞");
}
