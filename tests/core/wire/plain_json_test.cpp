// Goal: what is read at once is what parse_model_json() reads, and what is not plain is left to it.
// Method: both on the same texts, then on texts that were cut and changed byte by byte.
#include "core/wire/plain_json.h"

#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace prevenance;

namespace {

void check_same(std::string const& text) {
    CAPTURE(text);
    auto const plain = read_plain_json(text);
    REQUIRE(plain.has_value());
    auto const read = parse_model_json(text);
    REQUIRE(read.ok());
    CHECK(*plain == read.value());
    CHECK(format_source_line(*plain) == format_source_line(read.value()));
}

constexpr std::string_view situation =
    R"({"individus": {"Zoé": {"salaire": {"2026-06": 1421.96, "2026-07": -0.5, "2025": 0},)"
    R"( "étudiant": {"2026-07": false}}, "b": {}}, "familles":{"f":{"parents":["Zoé","b"],)"
    R"("rsa":{"2026-07":null}}},"vide":[],"oui":true})";

} // namespace

TEST_CASE("plain json: the tree is that of parse_model_json()") {
    check_same(std::string(situation));
    for (auto const* text : {"null", " true\t", "[]", "{ }", "\"\"", "\"\u00e9\"", "[[],[ ],{}]"})
        check_same(text);
}

TEST_CASE("plain json: numbers are those of strtod, to the last bit") {
    for (auto const* text :
         {"0",
          "-0",
          "-0.0",
          "1",
          "12.50",
          "999999999999999",
          
          "123456789.012345",
          "-1421.96",
          "0.1",
          "99999999.9999999"})
        check_same(text);
    CHECK(std::signbit(read_plain_json("-0.0")->number));
    CHECK(!std::signbit(read_plain_json("-0")->number));
}

TEST_CASE("plain json: the rest is left to parse_model_json()") {
    for (auto const* text :
         {"",
          " ",
          "{",
          "}",
          "[1,]",
          "{\"a\":1,}",
          "{\"a\"}",
          "01",
          "1.",
          ".5",
          "+1",
          "-",
          "1e3",
          "1234567890123456",
          "nul",
          "True",
          "\"a",
          "'a'",
          "\"\\n\"",
          "\"\t\"",
          "[1] 2",
          "{1:2}",
          "\"\xc3\"",
          "\"\xed\xa0\x80\"",
          "{\"a\":1,\"b\":2,\"a\":3}",
          "{\"a\":1,\"a\":1}"})
        CHECK(!read_plain_json(text).has_value());
    CHECK(!read_plain_json(std::string(33, '[') + std::string(33, ']')).has_value());
    CHECK(read_plain_json(std::string(32, '[') + std::string(32, ']')).has_value());
}

TEST_CASE("plain json: no text is read otherwise than by parse_model_json()") {
    std::string const whole(situation);
    constexpr std::string_view signs = "{}[]\",:0-. \\e\x80";
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (char const sign : signs) {
            std::string changed = whole;
            changed[at] = sign;
            auto const plain = read_plain_json(changed);
            if (!plain) continue;
            auto const read = parse_model_json(changed);
            REQUIRE(read.ok());
            CHECK(*plain == read.value());
        }
        CHECK(!read_plain_json(whole.substr(0, at)).has_value());
    }
}
