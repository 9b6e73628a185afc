// Goal: every key and value of a JSON model is found again where it stands, and what is written
// reads back as it was. Method: places compared with those counted by hand; print, then parse.
#include "core/wire/model_json.h"

#include <doctest/doctest.h>

using namespace prevenance;

namespace {

Source read(std::string_view text) {
    auto read = parse_model_json(text);
    REQUIRE(read.ok());
    return std::move(read).value();
}

std::string place(Position position) {
    return std::to_string(position.line) + ':' + std::to_string(position.column);
}

} // namespace

TEST_CASE("model json: keys and values know where they begin") {
    auto const model = read("{\n  \"a\": \"x \\\"quoted\\\\\",\n"
                            "  \"b \\\\\": {\"c\": -1.5e3, \"d\": [true,null , 7]}\n}");
    CHECK(place(model.position) == "1:1");
    CHECK(place(model.position_of(0)) == "2:3");
    CHECK(place(model.items[0].position) == "2:8");
    CHECK(place(model.position_of(1)) == "3:3");
    auto const& inner = model.items[1];
    CHECK(place(inner.position) == "3:11");
    CHECK(place(inner.position_of(0)) == "3:12");
    CHECK(place(inner.items[0].position) == "3:17");
    CHECK(inner.items[0].number == -1500);
    CHECK(place(inner.position_of(1)) == "3:25");
    CHECK(place(inner.items[1].items[0].position) == "3:31");
    CHECK(place(inner.items[1].items[1].position) == "3:36");
    CHECK(place(inner.items[1].items[2].position) == "3:43");
}

TEST_CASE("model json: a value alone stands at the beginning") {
    for (auto const text : {"\"a\"", "\"\\\\\"", "12", "true", "{}"})
        CHECK(place(read(text).position) == "1:1");
}

TEST_CASE("model json: what is written reads back, in its order") {
    auto const* const text = "{\n"
                             "  \"z\": {\n"
                             "    \"valeur\": \"'é' \\\"\",\n"
                             "    \"liste\": [\n      1,\n      0.1,\n      null,\n      false\n"
                             "    ]\n"
                             "  },\n"
                             "  \"a\": {}\n"
                             "}\n";
    CHECK(format_model_json(read(text)) == text);
}

TEST_CASE("numbers of any size are read again as they were written") {
    for (std::string const text :
         {"[2e18]", "[-2000000000000000000.0]", "[9007199254740992]", "[1e21]", "[1e22,0.1]"}) {
        CAPTURE(text);
        auto const written = format_source_line(read(text));
        CHECK(format_source_line(read(written)) == written);
    }
    CHECK(
        format_source_line(read("[2e18,9007199254740992]")) ==
        "[2000000000000000000.0,9007199254740992]"
    );
}
