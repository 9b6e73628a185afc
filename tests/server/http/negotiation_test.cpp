// Goal: each browser gets the form it likes best, and nothing twice. Method: tables of headers.
#include "server/http/negotiation.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

TEST_CASE("accept-encoding: the best stored form") {
    using enum ContentCoding;
    StoredCodings const both{.gzip = true, .brotli = true};
    StoredCodings const only_gzip{.gzip = true, .brotli = false};

    struct {
        std::string header;
        StoredCodings stored;
        ContentCoding chosen;
    } const cases[] = {
        {"gzip, deflate, br", both, brotli},
        {"gzip, deflate, br", only_gzip, gzip},
        {"gzip, deflate, br, zstd", {}, identity},
        {"", both, identity},
        {"gzip", both, gzip},
        {"br;q=0.5, gzip;q=0.8", both, gzip},
        {"br;q=0.8, gzip;q=0.8", both, brotli},
        {"br;q=0, gzip", both, gzip},
        {"br;q=0", both, identity},
        {"BR", both, brotli},
        {"*", both, brotli},
        {"*;q=0.1, br;q=0", both, gzip},
        {"*;q=0", both, identity},
        {"identity, br;q=0.5", both, identity},
        {"identity;q=0.5, br;q=0.5", both, brotli},
        {"identity;q=0, gzip;q=0.001", both, gzip},
        {"identity;q=0", {}, identity},
        {"br;q=1.001", both, identity},
        {"br;q=2", both, identity},
        {"br;q=-1", both, identity},
        {"br;q=0.0001", both, identity},
        {"br;Q=0.3", both, brotli},
        {" br ; q=1.000 ", both, brotli},
        {"brotli, gzipped", both, identity},
        {";;;,,,=", both, identity},
    };

    for (auto const& item : cases) {
        CAPTURE(item.header);
        CHECK(choose_coding(item.header, item.stored) == item.chosen);
    }
}

TEST_CASE("if-none-match: named or not") {
    CHECK(names_etag(R"("abc")", R"("abc")"));
    CHECK(names_etag(R"("x", W/"abc" , "y")", R"("abc")"));
    CHECK(names_etag(" * ", R"("abc")"));
    CHECK_FALSE(names_etag("", R"("abc")"));
    CHECK_FALSE(names_etag("abc", R"("abc")"));
    CHECK_FALSE(names_etag(R"("abcd")", R"("abc")"));
}

TEST_CASE("accept-language: the one liked best") {
    struct {
        std::string header;
        bool english;
    } const cases[] = {
        {"en", true},
        {"en-US,en;q=0.9", true},
        {"EN-gb", true},
        {"fr-FR,fr;q=0.9,en;q=0.8", false},
        {"fr;q=0.5, en;q=0.8", true},
        {"en;q=0.8, fr;q=0.8", true},
        {"fr, en", false},
        {"*, en;q=0.1", true},
        {"en;q=0", false},
        {"enm", false},
        {"", false},
        {",;,=", false},
    };

    for (auto const& item : cases) {
        CAPTURE(item.header);
        CHECK(prefers_language(item.header, "en") == item.english);
    }
}
