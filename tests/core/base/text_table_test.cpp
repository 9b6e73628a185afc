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

TEST_CASE("room made beforehand changes nothing that is there") {
    TextTable texts;
    texts.intern("avant");
    texts.reserve(1'000);
    CHECK(texts.find("avant") == 0);
    for (int i = 0; i < 2'000; ++i)
        CHECK(texts.intern(std::to_string(i)) == static_cast<prevenance::TextId>(i + 1));
    CHECK(texts.intern("avant") == 0);
}
