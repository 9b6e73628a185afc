#include "core/base/text_table.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using prevenance::TextTable;

TEST_CASE("equal texts have equal ids, in the order they are first met") {
    TextTable texts;
    CHECK_FALSE(texts.find("").has_value());
    CHECK(texts.intern("prix") == 0);
    CHECK(texts.intern("") == 1);
    CHECK(texts.intern("prix") == 0);
    CHECK(texts.intern("été") == 2);
    CHECK(texts.size() == 3);
    CHECK(texts[1].empty());
    CHECK(texts[2] == "été");
    CHECK(texts.find("") == 1);
    CHECK_FALSE(texts.find("prix ").has_value());
}

TEST_CASE("a view holds while others are added, also in a copy") {
    TextTable small;
    small.intern("a");
    TextTable texts = small; // Its only block has no room left for more.
    std::vector<std::string_view> views{texts[0]};
    for (int i = 0; i < 5'000; ++i)
        views.push_back(texts[texts.intern("règle " + std::to_string(i))]);
    auto const longest = std::string(100'000, 'x');
    CHECK(texts[texts.intern(longest)] == longest);
    CHECK(views.front() == "a");
    CHECK(views.back() == "règle 4999");
    CHECK(texts.find("règle 1234") == 1'235);
    CHECK(small.size() == 1);
}

TEST_CASE("a text that begins with the one before it lengthens it, and both stay") {
    TextTable texts;
    texts.intern("prix");
    auto const price = texts[0];
    texts.intern("prix . net");
    texts.intern("prix . net . $SITUATION");
    texts.intern("prix . brut");
    CHECK(texts[1].data() == price.data());
    CHECK(texts[2].data() == price.data());
    CHECK(texts[3].data() != price.data());
    CHECK(price == "prix");
    CHECK(texts[1] == "prix . net");
    CHECK(texts[2] == "prix . net . $SITUATION");
    CHECK(texts[3] == "prix . brut");
    CHECK(texts.find("prix . net") == 1);
}

TEST_CASE("many texts at once are those texts one by one") {
    std::vector<std::string> written{"avant", "avant tout"};
    for (int i = 0; i < 2'000; ++i)
        written.push_back("règle " + std::to_string(i / 3));
    std::vector<std::string_view> const views(written.begin(), written.end());
    TextTable one_by_one;
    TextTable at_once;
    for (auto* texts : {&one_by_one, &at_once})
        texts->intern("avant");
    auto const before = at_once[0];
    auto const ids = at_once.intern_all(views);
    REQUIRE(ids.size() == views.size());
    for (std::size_t i = 0; i < views.size(); ++i) {
        CHECK(ids[i] == one_by_one.intern(views[i]));
        CHECK(at_once[ids[i]] == views[i]);
    }
    CHECK(before == "avant");
    CHECK(at_once.size() == one_by_one.size());
    CHECK(at_once.intern("après") == one_by_one.intern("après"));
    CHECK(TextTable().intern_all({}).empty());
}
