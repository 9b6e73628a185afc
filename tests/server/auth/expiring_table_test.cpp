// Goal: sessions end when they should and open for their own secret only. Method: a clock that the
// test sets, on the rules of real sessions (15 minutes idle, 8 hours at most).
#include "server/auth/expiring_table.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace prevenance;
using namespace std::chrono_literals;

namespace {

constexpr ExpiryRules rules{.idle_max = 15min, .age_max = 8h, .entries_max = 2};
Instant const start{};

} // namespace

TEST_CASE("session table: idle for 15 minutes is over") {
    ExpiringTable<int> table(rules);
    REQUIRE(table.add("secret", 7, start));
    CHECK(table.use("secret", start + 14min) == 7);
    CHECK(table.use("secret", start + 28min) == 7);
    CHECK(table.use("secret", start + 43min) == std::nullopt);
    CHECK(table.size() == 0);
}

TEST_CASE("session table: 8 hours is over, however busy") {
    ExpiringTable<int> table(rules);
    REQUIRE(table.add("secret", 7, start));
    for (auto age = 10min; age < 8h; age += 10min)
        CHECK(table.use("secret", start + age) == 7);
    CHECK(table.use("secret", start + 8h) == std::nullopt);
}

TEST_CASE("session table: only its own secret opens an entry, and taking it empties it") {
    ExpiringTable<int> table(rules);
    REQUIRE(table.add("secret", 7, start));
    CHECK(table.use("Secret", start) == std::nullopt);
    CHECK(table.use("", start) == std::nullopt);
    CHECK(table.take("secret", start) == 7);
    CHECK(table.take("secret", start) == std::nullopt);
    REQUIRE(table.add("late", 8, start));
    CHECK(table.take("late", start + 15min) == std::nullopt);
}

TEST_CASE("session table: full means no, until something ends") {
    ExpiringTable<int> table(rules);
    CHECK(table.add("a", 1, start));
    CHECK(table.add("b", 2, start + 10min));
    CHECK_FALSE(table.add("c", 3, start + 14min));
    CHECK(table.add("c", 3, start + 15min));
    CHECK(table.use("b", start + 15min) == 2);
}

TEST_CASE("secrets: 256 bits, never the same") {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const secret = random_secret(32);
        CHECK(secret.size() == 43);
        CHECK(seen.insert(secret).second);
    }
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "ab"));
}
