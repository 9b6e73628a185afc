#include "server/fetch/fetcher.h"

#include "server/fetch/address.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <memory>
#include <mutex>

namespace prevenance {

namespace {

struct CurlDelete {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }

    void operator()(CURLU* handle) const { curl_url_cleanup(handle); }

    void operator()(curl_slist* list) const { curl_slist_free_all(list); }

    void operator()(char* text) const { curl_free(text); }
};

template <typename T>
using CurlOwned = std::unique_ptr<T, CurlDelete>;

constexpr std::size_t header_bytes_max = 64UL * 1024;

/// What libcurl's callbacks know of the call they belong to.
struct Call {
    FetchPolicy policy;
    FetchAnswer answer;
    std::size_t header_bytes = 0;
    bool address_refused = false;
    bool too_large = false;
    bool plain_http = false;
};

std::size_t take_body(char const* data, std::size_t, std::size_t size, void* context) {
    Call& call = *static_cast<Call*>(context);
    if (call.answer.body.size() + size > call.policy.body_bytes_max) {
        call.too_large = true;
        return 0;
    }
    call.answer.body.append(data, size);
    return size;
}

std::size_t take_header(char const*, std::size_t, std::size_t size, void* context) {
    Call& call = *static_cast<Call*>(context);
    call.header_bytes += size;
    call.too_large = call.too_large || call.header_bytes > header_bytes_max;
    return call.too_large ? 0 : size;
}

bool may_reach(Call const& call, AddressReach reach) {
    switch (reach) {
    case AddressReach::loopback:
        return call.policy.allow_loopback;
    case AddressReach::not_global:
        return call.policy.allow_private_addresses && !call.plain_http;
    case AddressReach::global:
        return !call.plain_http;
    }
    return false;
}

/// Asked after the name look-up, so a name that suddenly leads inside is caught too.
curl_socket_t open_checked(void* context, curlsocktype, curl_sockaddr* address) {
    Call& call = *static_cast<Call*>(context);
    if (!may_reach(call, reach_of(address->addr))) {
        call.address_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
    CurlOwned<char> const owned(text);
    return owned.get();
}

Error refusal(UrlParts const& parts, std::string const& why, ErrorCode code) {
    return Error{code, parts.scheme + "://" + parts.host + ":" + parts.port + ": " + why};
}

Result<UrlParts> check_url(std::string const& url, FetchPolicy const& policy) {
    UrlParts parts = TRY(split_url(url));
    bool const own_machine = policy.allow_loopback && is_loopback_name(parts.host);
    bool const scheme_fits = parts.scheme == "https" || (parts.scheme == "http" && own_machine);
    if (!scheme_fits) return refusal(parts, "only https may be called", ErrorCode::bad_input);
    if (parts.has_credentials) {
        return refusal(parts, "an address must not hold a password", ErrorCode::bad_input);
    }
    return parts;
}

void set_bounds(CURL* curl, Call& call) {
    // Calls in this function only fail for options unknown to the library that we build against.
    auto const set = [curl](CURLoption option, auto value) {
        ENSURE(curl_easy_setopt(curl, option, value) == CURLE_OK);
    };
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROTOCOLS_STR, call.plain_http ? "http" : "https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(call.policy.time_max.count()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.policy.time_max.count()));
    set(CURLOPT_WRITEFUNCTION, take_body);
    set(CURLOPT_WRITEDATA, &call);
    set(CURLOPT_HEADERFUNCTION, take_header);
    set(CURLOPT_HEADERDATA, &call);
    set(CURLOPT_OPENSOCKETFUNCTION, open_checked);
    set(CURLOPT_OPENSOCKETDATA, &call);
}

Result<FetchAnswer> perform(CURL* curl, Call& call, UrlParts const& parts) {
    CURLcode const outcome = curl_easy_perform(curl);
    if (call.address_refused) {
        return refusal(parts, "leads to an address that may not be called", ErrorCode::forbidden);
    }
    if (call.too_large) return refusal(parts, "answer too large", ErrorCode::unavailable);
    if (outcome != CURLE_OK) {
        return refusal(parts, curl_easy_strerror(outcome), ErrorCode::unavailable);
    }
    long status = 0;
    char const* content_type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &content_type);
    call.answer.status = static_cast<int>(status);
    call.answer.content_type = content_type == nullptr ? "" : content_type;
    return std::move(call.answer);
}

bool is_unreserved(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
        (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_' ||
        letter == '~';
}

} // namespace

Fetcher::Fetcher(FetchPolicy policy)
    : policy_(policy) {
    static std::once_flag once;
    std::call_once(once, [] { ENSURE(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

Result<FetchAnswer> Fetcher::fetch(FetchRequest const& request) const {
    UrlParts const parts = TRY(check_url(request.url, policy_));
    Call call{.policy = policy_, .answer = {}, .plain_http = parts.scheme == "http"};
    CurlOwned<CURL> const curl(curl_easy_init());
    ENSURE(curl != nullptr);
    set_bounds(curl.get(), call);
    curl_easy_setopt(curl.get(), CURLOPT_URL, request.url.c_str());

    std::string const form = format_form(request.form);
    if (!request.form.empty()) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(form.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form.c_str());
    }
    CurlOwned<curl_slist> headers;
    if (!request.bearer.empty()) {
        std::string const line = "Authorization: Bearer " + request.bearer;
        headers.reset(curl_slist_append(nullptr, line.c_str()));
        curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    }
    return perform(curl.get(), call, parts);
}

std::string format_form(FormFields const& fields) {
    std::string text;
    for (auto const& [name, value] : fields) {
        if (!text.empty()) text += '&';
        text += percent_encode(name) + '=' + percent_encode(value);
    }
    return text;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char const letter : text) {
        if (is_unreserved(letter)) {
            encoded += letter;
            continue;
        }
        auto const byte = static_cast<unsigned char>(letter);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

Result<UrlParts> split_url(std::string const& url) {
    CurlOwned<CURLU> const parsed(curl_url());
    ENSURE(parsed != nullptr);
    constexpr unsigned any_scheme = CURLU_NON_SUPPORT_SCHEME;
    bool const printable = url.find_first_of(std::string("\0\r\n\t ", 5)) == std::string::npos;
    if (!printable || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), any_scheme) != 0) {
        return Error{ErrorCode::bad_input, "not an absolute address"};
    }
    bool const credentials = !part_of(parsed.get(), CURLUPART_USER).empty() ||
        !part_of(parsed.get(), CURLUPART_PASSWORD).empty();
    bool const more = !part_of(parsed.get(), CURLUPART_QUERY).empty() ||
        !part_of(parsed.get(), CURLUPART_FRAGMENT).empty();
    return UrlParts{
        .scheme = part_of(parsed.get(), CURLUPART_SCHEME),
        .host = part_of(parsed.get(), CURLUPART_HOST),
        .port = part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT),
        .path = part_of(parsed.get(), CURLUPART_PATH),
        .has_credentials = credentials,
        .has_query_or_fragment = more,
    };
}

} // namespace prevenance
