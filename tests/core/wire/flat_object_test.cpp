// Goal: flat messages are read member by member, each type for itself. Method: small texts.
#include "core/wire/flat_object.h"

#include <doctest/doctest.h>

using prevenance::FlatObject;

TEST_CASE("members are found by name and type; absent and null are empty") {
    auto const read = FlatObject::parse(R"({"a":"x","b":2.5,"c":true,"d":null})");
    REQUIRE(read.ok());
    auto const& object = read.value();
    CHECK(object.text("a").value() == "x");
    CHECK(object.number("b").value() == 2.5);
    CHECK(object.boolean("c").value());
    CHECK(object.text("d").value() == "");
    CHECK(object.number("e").value() == 0);
    CHECK(object.has("a"));
    CHECK_FALSE(object.has("d"));
    CHECK_FALSE(object.text("b").ok());
    CHECK_FALSE(object.number("a").ok());
    CHECK_FALSE(object.boolean("a").ok());
}

TEST_CASE("anything else than a flat object is refused") {
    for (auto const* text :
         {"", "1", "[]", "{\"a\":[]}", "{\"a\":{}}", "{\"a\":1,\"a\":2}", "{} "}) {
        CAPTURE(text);
        CHECK(FlatObject::parse(text).ok() == (std::string_view(text) == "{} "));
    }
}
