// Goal: JSON from outside is read exactly or refused with its place; nothing can bring the reader
// down. Method: tables of good and bad texts, each bad one with the start of its complaint.
#include "core/wire/json.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::ErrorCode;
using prevenance::format_json;
using prevenance::json_depth_max;
using prevenance::parse_json;

namespace {

std::string complaint(std::string const& text) {
    auto const read = parse_json(text);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::bad_input);
    return read.error().message;
}

std::string nested(int depth) {
    auto const count = static_cast<std::size_t>(depth);
    return std::string(count, '[') + std::string(count, ']');
}

} // namespace

TEST_CASE("parse_json: what is written in canonical form reads back") {
    for (std::string const text :
         {"null",
          "true",
          "-1",
          "0.5",
          "1e+300",
          "\"été \\\" \\n\"",
          "[]",
          "{}",
          "[1,[2,{\"a\":[]}],\"b\"]",
          "{\"a\":{\"b\":null},\"c\":[true,false]}",
          "9007199254740992",
          "-9007199254740992"}) {
        CAPTURE(text);
        auto const read = parse_json(text);
        REQUIRE(read.ok());
        CHECK(format_json(read.value()) == text);
    }
}

TEST_CASE("parse_json: blanks around and within, escapes, surrogate pairs") {
    CHECK(format_json(parse_json(" \n{ \"a\" :\t1 }\r\n").value()) == "{\"a\":1}");
    CHECK(parse_json("\"\\u00e9\\ud83d\\udeb2\"").value() == "é\xF0\x9F\x9A\xB2");
}

TEST_CASE("parse_json: refuses, and says where") {
    struct {
        std::string text;
        std::string message;
    } const cases[] = {
        {"", "JSON, line 1, column 1: "},
        {"{\"a\":1,\n \"b\" 2}", "JSON, line 2, column 7: "},
        {"[1,]", "JSON, line 1, column 4: "},
        {"[1] x", "JSON, line 1, column 5: "},
        {"{\"a\":1,\"a\":2}", "JSON, line 1, column 10: a key stands twice in one object"},
        {"[\n  9007199254740993]", "JSON, line 2, column 19: a whole number beyond 2^53"},
        {"-9007199254740993", "JSON, line 1, column 17: a whole number beyond 2^53"},
        {"18446744073709551616", "JSON, line 1, column 20: a whole number beyond 2^53"},
        {"\"a\\u0000b\"", "JSON, line 1, column 10: a text holds a NUL"},
        {"{\"\\u0000\":1}", "JSON, line 1, column 9: a key holds a NUL"},
        {std::string("[1]\0", 4), "JSON, line 1, column 4: a NUL byte"},
        {std::string("123\0", 4), "JSON, line 1, column 4: a NUL byte"},
        {nested(json_depth_max + 1), "JSON, line 1, column 33: nested too deep"},
        {std::string(1'000'000, '['), "JSON, line 1, column 33: nested too deep"},
        {"\"\xC3\"", "JSON, line 1, column 3: "},
        {"\"\\ud800\"", "JSON, line 1, column "},
        {"1e999", "JSON, line 1, column "},
        {"NaN", "JSON, line 1, column 1: "},
        {"{'a':1}", "JSON, line 1, column 2: "},
        {"[01]", "JSON, line 1, column 4: "},
        {"// no\n1", "JSON, line 1, column 1: "},
    };

    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK(complaint(c.text).substr(0, c.message.size()) == c.message);
    }
}

TEST_CASE("parse_json: the deepest tree allowed is read") {
    CHECK(format_json(parse_json(nested(json_depth_max)).value()) == nested(json_depth_max));
}

TEST_CASE("parse_json: a complaint never quotes the text") {
    for (std::string const text :
         {"{\"name\":\"DUBOIS\" x}", "{\"DUBOIS\" 1}", "[DUBOIS]", "\"DUBOIS", "[\"'; DUBOIS' 1"}) {
        CAPTURE(text);
        CHECK(complaint(text).find("DUBOIS") == std::string::npos);
    }
}

TEST_CASE("format_json: never fails, whatever the bytes") {
    CHECK(format_json(nlohmann::json("a\xFF")) == "\"a\uFFFD\"");
}
