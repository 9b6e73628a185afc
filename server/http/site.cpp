#include "server/http/site.h"

#include "server/http/failure.h"
#include "server/http/negotiation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <system_error>

namespace prevenance {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t folder_bytes_max = 512UL * 1024 * 1024;
constexpr std::string_view index_address = "/index.html";
constexpr std::string_view welcome_address = "/welcome.html";
constexpr std::string_view english_welcome_address = "/welcome.en.html";

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> content_types{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".jsonl", "application/x-ndjson"},
    {".wasm", "application/wasm"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".webmanifest", "application/manifest+json"},
    {".bin", "application/octet-stream"},
}};

constexpr std::array<std::string_view, 5> page_prefixes{
    "/aides", "/dossiers", "/a-propos", "/accessibilite", "/donnees"};

std::string_view content_type_of(std::string const& extension) {
    for (auto const& [known, type] : content_types) {
        if (extension == known) return type;
    }
    return "application/octet-stream";
}

/// FNV-1a, 64 bits, with the size: tells versions of our own files apart, resists nobody.
std::string fingerprint(std::string_view content) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (char const letter : content) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001B3;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned shift = 64; shift > 0; shift -= 4)
        text += digits[hash >> (shift - 4) & 15U];
    return text + '-' + std::to_string(content.size());
}

Result<std::string> read_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad()) {
        return Error{ErrorCode::unavailable, "cannot read " + path.string()};
    }
    return content;
}

Result<std::string> read_if_there(fs::path const& path) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return std::string();
    return read_file(path);
}

bool wants_page(HttpRequest const& request) {
    return request.header("accept").find("text/html") != std::string_view::npos;
}

} // namespace

bool is_page_address(std::string_view path) {
    if (path == "/") return true;
    return std::any_of(page_prefixes.begin(), page_prefixes.end(), [&](std::string_view prefix) {
        return path.starts_with(prefix) &&
            (path.size() == prefix.size() || path[prefix.size()] == '/');
    });
}

bool has_content_hash(std::string_view file_name) {
    constexpr std::size_t digits_min = 8;
    std::size_t digits = 0;
    bool separated = false; // the run of digits so far began after '-' or '.'
    for (char const letter : file_name) {
        bool const hexadecimal =
            (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
        if (hexadecimal) {
            ++digits;
            continue;
        }
        if (letter == '.' && separated && digits >= digits_min) return true;
        separated = letter == '-' || letter == '.';
        digits = 0;
    }
    return false;
}

Status Site::add(fs::path const& path, std::string const& address) {
    File file;
    file.content = TRY(read_file(path));
    file.gzip = TRY(read_if_there(path.string() + ".gz"));
    file.brotli = TRY(read_if_there(path.string() + ".br"));
    file.content_type = content_type_of(path.extension().string());
    file.etag = fingerprint(file.content);
    file.immutable = has_content_hash(path.filename().string());
    files_.emplace(address, std::move(file));
    return Done{};
}

Result<Site> Site::open(fs::path const& folder) {
    std::error_code failure;
    fs::recursive_directory_iterator entries(folder, failure);
    if (failure) return Error{ErrorCode::not_found, folder.string() + ": " + failure.message()};
    Site site;
    std::uintmax_t bytes = 0;
    for (auto const& entry : entries) {
        if (!entry.is_regular_file(failure)) continue;
        fs::path const& path = entry.path();
        bytes += entry.file_size(failure);
        if (bytes > folder_bytes_max) {
            return Error{ErrorCode::bad_input, folder.string() + ": more than 512 MB"};
        }
        bool const other_form = path.extension() == ".br" || path.extension() == ".gz";
        if (other_form) continue;
        TRY(site.add(path, '/' + path.lexically_relative(folder).generic_string()));
    }
    if (!site.files_.contains(index_address)) {
        return Error{ErrorCode::not_found, folder.string() + ": no index.html"};
    }
    return site;
}

HttpResponse Site::respond_with(File const& file, HttpRequest const& request) {
    StoredCodings const stored{.gzip = !file.gzip.empty(), .brotli = !file.brotli.empty()};
    auto const coding = choose_coding(request.header("accept-encoding"), stored);
    HttpResponse response;
    response.content_type = file.content_type;
    if (stored.gzip || stored.brotli) response.add_header("Vary", "Accept-Encoding");
    std::string etag = '"' + file.etag;
    std::string const* body = &file.content;
    if (coding != ContentCoding::identity) {
        bool const brotli = coding == ContentCoding::brotli;
        body = brotli ? &file.brotli : &file.gzip;
        response.add_header("Content-Encoding", brotli ? "br" : "gzip");
        etag += brotli ? "-br" : "-gz";
    }
    etag += '"';
    response.add_header(
        "Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"
    );
    response.add_header("ETag", etag);
    if (names_etag(request.header("if-none-match"), etag)) {
        response.status = 304;
        response.content_type.clear();
        return response;
    }
    response.body = *body;
    return response;
}

HttpResponse Site::respond_with_page(HttpRequest const& request) const {
    bool const shows_welcome = request.path == "/" && request.query.empty();
    auto const welcome = files_.find(welcome_address);
    if (!shows_welcome || welcome == files_.end())
        return respond_with(files_.find(index_address)->second, request);
    auto const english = files_.find(english_welcome_address);
    bool const is_english =
        english != files_.end() && prefers_language(request.header("accept-language"), "en");
    HttpResponse response = respond_with(is_english ? english->second : welcome->second, request);
    response.add_header("Vary", "Accept-Language");
    return response;
}

HttpResponse Site::respond(HttpRequest const& request) const {
    auto const found = files_.find(request.path);
    bool const page = is_page_address(request.path);
    if (found != files_.end() || page) {
        HttpResponse response =
            page ? respond_with_page(request) : respond_with(found->second, request);
        response.route = page ? "page" : "file";
        return response;
    }
    if (!wants_page(request)) {
        HttpResponse missing = failure_response(ErrorCode::not_found);
        missing.route = "missing";
        return missing;
    }
    HttpRequest fresh = request;
    fresh.headers.erase("if-none-match"); // 304 would hide that the address is unknown
    HttpResponse response = respond_with(files_.find(index_address)->second, fresh);
    response.status = 404;
    response.route = "missing";
    return response;
}

} // namespace prevenance
