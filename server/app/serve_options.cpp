#include "server/app/serve_options.h"

#include "core/base/text.h"
#include "server/app/options.h"
#include "server/fetch/address.h"
#include "server/fetch/fetcher.h"

#include <array>
#include <fstream>
#include <iterator>

namespace prevenance {

namespace {

constexpr std::array kinds{
    OptionKind{"port"},
    OptionKind{"listen"},
    OptionKind{"behind-proxy", false},
    OptionKind{"public-url"},
    OptionKind{"site"},
    OptionKind{"database"},
    OptionKind{"procedures"},
    OptionKind{"pack"},
    OptionKind{"town"},
    OptionKind{"demonstration", false},
    OptionKind{"samples"},
    OptionKind{"issuer"},
    OptionKind{"client-id"},
    OptionKind{"client-secret-file"},
    OptionKind{"signature"},
    OptionKind{"private-provider", false},
};

// What tests/identity is registered with: no secret, it opens nothing but the demonstration.
constexpr std::string_view demonstration_issuer = "http://127.0.0.1:4100/api/v2";
constexpr std::string_view demonstration_client = "collectivite-demonstration";
constexpr std::string_view demonstration_secret = "secret-de-demonstration-sans-valeur-0123456789";

Error complaint(std::string text) {
    return Error{ErrorCode::bad_input, std::move(text)};
}

Result<int> read_port(std::string const& text) {
    auto const number = parse_whole_number(text);
    if (!number || *number > 65535) return complaint("--port is a number from 0 to 65535");
    return static_cast<int>(*number);
}

/// `https://demarches.exemple.fr`, without what would follow.
Result<std::string> read_public_url(std::string url) {
    if (url.ends_with('/')) url.pop_back();
    auto const parts = split_url(url);
    bool const plain = parts.ok() && !parts.value().has_credentials &&
        !parts.value().has_query_or_fragment && parts.value().path == "/";
    if (!plain) return complaint("--public-url is an address without a path: https://host");
    bool const safe = parts.value().scheme == "https" ||
        (parts.value().scheme == "http" && is_loopback_name(parts.value().host));
    if (!safe) return complaint("--public-url must be https: cookies and tokens travel with it");
    return url;
}

Result<std::string> read_secret(std::string const& file_name) {
    std::ifstream file(file_name);
    std::string secret{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open()) {
        return Error{
            ErrorCode::not_found, "cannot read the client's secret from '" + file_name + "'"};
    }
    secret = std::string(trim(secret));
    if (secret.size() < 16) return complaint("the secret in '" + file_name + "' is too short");
    return secret;
}

Status check_issuer(std::string const& issuer, bool demonstration) {
    auto const parts = split_url(issuer);
    bool const plain = parts.ok() && !parts.value().has_credentials &&
        !parts.value().has_query_or_fragment && !issuer.ends_with('/');
    if (!plain) return complaint("--issuer is an address: https://host/path");
    bool const own_machine =
        demonstration && parts.value().scheme == "http" && is_loopback_name(parts.value().host);
    if (parts.value().scheme == "https" || own_machine) return Done{};
    return complaint("--issuer must be https (http only on this machine, with --demonstration)");
}

Result<std::optional<ProviderSettings>> read_provider(Options const& options) {
    bool const demonstration = options.has("demonstration");
    bool const any =
        options.has("issuer") || options.has("client-id") || options.has("client-secret-file");
    bool const all =
        options.has("issuer") && options.has("client-id") && options.has("client-secret-file");
    if (!any && !demonstration) return std::optional<ProviderSettings>();
    if (any && !all && !demonstration) {
        return complaint("--issuer, --client-id and --client-secret-file go together");
    }
    ProviderSettings settings;
    settings.issuer = options.value("issuer", demonstration_issuer);
    TRY(check_issuer(settings.issuer, demonstration));
    settings.client_id = options.value("client-id", demonstration_client);
    settings.client_secret = demonstration_secret;
    if (options.has("client-secret-file")) {
        settings.client_secret = TRY(read_secret(options.value("client-secret-file")));
    }
    auto const algorithm = signature_algorithm(options.value("signature", "ES256"));
    if (!algorithm) return complaint("--signature is ES256 or RS256");
    settings.algorithm = *algorithm;
    return std::optional<ProviderSettings>(std::move(settings));
}

/// Every connection holds a thread, and slow clients could hold them all: a proxy has to stand
/// between the Internet and this server, because it queues.
Status check_exposure(ServeOptions const& options) {
    bool const own_machine = is_loopback_name(options.listen_address);
    if (!own_machine && !options.behind_proxy) {
        return complaint(
            "refuses to listen on " + options.listen_address +
            " by itself: a few slow clients would keep everybody else out.\n"
            "Put HAProxy in front (docs/haproxy.cfg) and add --behind-proxy, or listen on "
            "127.0.0.1."
        );
    }
    if (options.behind_proxy && options.public_url.empty()) {
        return complaint("--behind-proxy needs --public-url: how browsers name this server");
    }
    bool const exposed = options.behind_proxy || !own_machine || !options.public_url.empty();
    if (options.demonstration && exposed) {
        return complaint("--demonstration lets anybody be anybody: only on this machine, without "
                         "--behind-proxy, --public-url or another --listen");
    }
    return Done{};
}

} // namespace

Result<ServeOptions> parse_serve_options(std::span<std::string const> words) {
    Options const options = TRY(Options::parse(words, kinds));
    ServeOptions serve;
    serve.listen_address = options.value("listen", "127.0.0.1");
    serve.port = TRY(read_port(options.value("port", "8080")));
    serve.behind_proxy = options.has("behind-proxy");
    if (options.has("public-url")) {
        serve.public_url = TRY(read_public_url(options.value("public-url")));
    }
    serve.site_folder = options.value("site", "build/site");
    serve.database_file = options.value("database", "var/prevenance.sqlite");
    serve.procedures_folder = options.value("procedures", "assets/procedures");
    serve.pack_folder = options.value("pack", "assets/packs/prestations-nationales");
    serve.town_file = options.value("town", "assets/town.json");
    serve.demonstration = options.has("demonstration");
    serve.samples_file = options.value("samples", "assets/demo/dossiers.json");
    serve.private_provider = options.has("private-provider");
    serve.provider = TRY(read_provider(options));
    TRY(check_exposure(serve));
    return serve;
}

} // namespace prevenance
