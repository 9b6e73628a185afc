// The built pages: a folder read once into memory, answered with the right form and cache headers.
#pragma once

#include "core/base/result.h"
#include "server/http/message.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace prevenance {

/// Everything is read when the server starts, so an address can never lead out of the folder:
/// it is looked up among the names found there and nothing else.
class Site {
public:
    /// Reads `folder`: `name`, and `name.br` and `name.gz` as other forms of it.
    ///
    /// Errors: not_found when the folder or its index.html is missing; bad_input when the folder
    /// holds more than 512 MB; unavailable when a file cannot be read.
    static Result<Site> open(std::filesystem::path const& folder);

    /// GET and HEAD of any address. A name with a hash in it never changes and is kept for a year;
    /// every other file is asked for again each time and has an ETag. The page's own addresses give
    /// index.html; so do unknown ones that a person opens, with status 404, because the page has a
    /// screen for that. `/` alone gives welcome.html if there is one, welcome.en.html to who
    /// prefers English: the same page that already shows its first screen. Whatever else is missing
    /// gives a 404 in JSON.
    HttpResponse respond(HttpRequest const& request) const;

    std::size_t file_count() const { return files_.size(); }

private:
    struct File {
        std::string content;
        std::string gzip;   ///< "" when there is no such form.
        std::string brotli; ///< "" when there is no such form.
        std::string content_type;
        std::string etag; ///< Of the content, without quotes.
        bool immutable = false;
    };

    HttpResponse respond_with_page(HttpRequest const& request) const;
    static HttpResponse respond_with(File const& file, HttpRequest const& request);
    Status add(std::filesystem::path const& path, std::string const& address);

    std::map<std::string, File, std::less<>> files_; ///< By address: `/index.html`.
};

/// True for the addresses that the page itself understands: `/`, `/aides/…`, `/dossiers/…`.
bool is_page_address(std::string_view path);

/// True when a name carries a hash of its content: `core-3f2a9c1b.wasm`, `style.3f2a9c1b.css`.
bool has_content_hash(std::string_view file_name);

} // namespace prevenance
