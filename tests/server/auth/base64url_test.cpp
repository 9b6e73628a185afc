// Goal: one text for each sequence of bytes. Method: the examples of RFC 4648, section 10, round
// trips, and texts that other decoders let through.
#include "server/auth/base64url.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

TEST_CASE("base64url: what is written reads back") {
    struct {
        std::string bytes;
        std::string text;
    } const cases[] = {
        {"", ""},
        {"f", "Zg"},
        {"fo", "Zm8"},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg"},
        {"fooba", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy"},
        {"\xfb\xff\xfe", "-__-"},
        {std::string(3, '\0'), "AAAA"},
    };

    for (auto const& [bytes, text] : cases) {
        CHECK(encode_base64url(bytes) == text);
        REQUIRE(decode_base64url(text).ok());
        CHECK(decode_base64url(text).value() == bytes);
    }
}

TEST_CASE("base64url: a second text for the same bytes is refused") {
    for (std::string const& text :
         {std::string("Zg=="),
          std::string("Zh"),
          std::string("Zm9"),
          std::string("Z"),
          std::string("Zm9vY"),
          std::string("Zm9v\n"),
          std::string(" Zm9v"),
          std::string("Zm+v"),
          std::string("Zm/v"),
          std::string("Zm\0v", 4),
          std::string("Zm\xC3\xA9")}) {
        CAPTURE(text);
        CHECK_FALSE(decode_base64url(text).ok());
    }
}
