// Goal: the built pages arrive in the right form with the right lifetime, and nothing outside the
// folder ever does. Method: a small folder made by the test, and a table of addresses.
#include "server/http/site.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace prevenance;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
    Folder()
        : path_(fs::temp_directory_path() / ("prevenance-site-" + std::to_string(::getpid()))) {
        fs::create_directories(path_ / "site" / "data");
        write("secret.txt", "secret");
        write("site/index.html", "<title>page</title>");
        write("site/index.html.br", "brotli page");
        write("site/index.html.gz", "gzip page");
        write("site/core-0123abcd.wasm", "wasm");
        write("site/data/places.json", "{}");
        write("site/data/places.json.gz", "gzip places");
        write("site/sans-decade.css", "plain name");
    }

    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    ~Folder() { fs::remove_all(path_); }

    void write(std::string const& name, std::string const& content) const {
        std::ofstream(path_ / name) << content;
    }

    fs::path path() const { return path_; }

private:
    fs::path path_;
};

std::string header_of(HttpResponse const& response, std::string const& name) {
    std::string value;
    for (auto const& [known, text] : response.headers) {
        if (known == name) value += text;
    }
    return value;
}

HttpRequest get(std::string const& path, std::map<std::string, std::string> headers = {}) {
    HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.headers = std::move(headers);
    return request;
}

} // namespace

TEST_CASE("site: files, their forms and their lifetimes") {
    Folder const folder;
    auto const opened = Site::open(folder.path() / "site");
    REQUIRE(opened.ok());
    Site const& site = opened.value();
    CHECK(site.file_count() == 4);

    auto const plain = site.respond(get("/"));
    CHECK(plain.body == "<title>page</title>");
    CHECK(plain.content_type == "text/html; charset=utf-8");
    CHECK(header_of(plain, "Cache-Control") == "no-cache");
    CHECK(header_of(plain, "Vary") == "Accept-Encoding");
    CHECK(header_of(plain, "Content-Encoding") == "");

    auto const brotli = site.respond(get("/", {{"accept-encoding", "gzip, br"}}));
    CHECK(brotli.body == "brotli page");
    CHECK(header_of(brotli, "Content-Encoding") == "br");
    CHECK(header_of(brotli, "ETag") != header_of(plain, "ETag"));

    auto const hashed = site.respond(get("/core-0123abcd.wasm"));
    CHECK(hashed.content_type == "application/wasm");
    CHECK(header_of(hashed, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(header_of(hashed, "Vary") == "");
    CHECK(header_of(site.respond(get("/sans-decade.css")), "Cache-Control") == "no-cache");
    CHECK(
        site.respond(get("/data/places.json", {{"accept-encoding", "br, gzip"}})).body ==
        "gzip places"
    );
}

TEST_CASE("site: what the browser has already is not sent again") {
    Folder const folder;
    auto const opened = Site::open(folder.path() / "site");
    REQUIRE(opened.ok());
    auto const etag = header_of(opened.value().respond(get("/")), "ETag");
    auto const again = opened.value().respond(get("/", {{"if-none-match", "\"x\", W/" + etag}}));
    CHECK(again.status == 304);
    CHECK(again.body == "");
    CHECK(header_of(again, "ETag") == etag);
    // Another form is another content.
    auto const other =
        opened.value().respond(get("/", {{"if-none-match", etag}, {"accept-encoding", "br"}}));
    CHECK(other.status == 200);
}

TEST_CASE("site: the page's addresses are the page, others are missing") {
    Folder const folder;
    auto const opened = Site::open(folder.path() / "site");
    REQUIRE(opened.ok());
    for (std::string const path :
         {"/",
          "/aides",
          "/aides/",
          "/aides/question/3",
          "/dossiers/abc",
          "/a-propos",
          "/donnees"}) {
        CAPTURE(path);
        CHECK(opened.value().respond(get(path)).status == 200);
    }
    for (std::string const path :
         {"/aidesx",
          "/nowhere",
          "/data",
          "/data/",
          "/data/none.json",
          "/api/v1/none",
          "/../secret.txt",
          "/data/../../secret.txt",
          "/./index.html",
          "//index.html",
          "/..\\secret.txt",
          "/%2e%2e/secret.txt",
          "/index.html.br",
          "/proc/self/environ",
          "/site/index.html"}) {
        CAPTURE(path);
        auto const missing = opened.value().respond(get(path));
        CHECK(missing.status == 404);
        CHECK(missing.content_type == "application/json");
        auto const shown = opened.value().respond(get(path, {{"accept", "text/html,*/*"}}));
        CHECK(shown.status == 404);
        CHECK(shown.body == "<title>page</title>");
    }
}

TEST_CASE("site: a folder that is none") {
    Folder const folder;
    CHECK(Site::open(folder.path() / "nowhere").error().code == ErrorCode::not_found);
    CHECK(Site::open(folder.path() / "site" / "data").error().code == ErrorCode::not_found);
}

TEST_CASE("site: the first address shows the first screen at once, if the site has it") {
    Folder const folder;
    folder.write("site/welcome.html", "<title>welcome</title>");
    auto const opened = Site::open(folder.path() / "site");
    REQUIRE(opened.ok());
    CHECK(opened.value().respond(get("/")).body == "<title>welcome</title>");
    CHECK(opened.value().respond(get("/aides")).body == "<title>page</title>");
    auto const english = get("/", {{"accept-language", "en-GB,en;q=0.9,fr;q=0.8"}});
    CHECK(opened.value().respond(english).body == "<title>welcome</title>");
    folder.write("site/welcome.en.html", "<title>hello</title>");
    auto const both = Site::open(folder.path() / "site");
    REQUIRE(both.ok());
    auto const hello = both.value().respond(english);
    CHECK(hello.body == "<title>hello</title>");
    CHECK(header_of(hello, "Vary") == "Accept-Language");
    CHECK(
        both.value().respond(get("/", {{"accept-language", "fr"}})).body == "<title>welcome</title>"
    );
    CHECK(both.value().respond(get("/")).body == "<title>welcome</title>");
    // A kiosk has words of its own there.
    HttpRequest kiosk = get("/");
    kiosk.query.emplace("kiosk", "1");
    CHECK(opened.value().respond(kiosk).body == "<title>page</title>");
}

TEST_CASE("names with a hash in them") {
    for (std::string const name :
         {"core-0123abcd.wasm", "style.0123456789abcdef.css", "a-b-00000000.js"})
        CHECK(has_content_hash(name));
    for (std::string const name :
         {"index.html",
          "0123abcd.js",
          "core-0123abc.wasm",
          "core-0123ABCD.js",
          "x-0123abcd",
          "2026-11-24.json"})
        CHECK_FALSE(has_content_hash(name));
}
