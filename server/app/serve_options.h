// What `prevenance serve` was asked to do, checked before anything is opened.
#pragma once

#include "core/base/result.h"
#include "server/auth/provider.h"

#include <optional>
#include <span>
#include <string>

namespace prevenance {

struct ServeOptions {
    std::string listen_address;
    int port = 0;
    bool behind_proxy = false;
    /// How browsers name the server; "": by a loopback name and the port.
    std::string public_url;
    std::string site_folder;
    std::string database_file;
    std::string procedures_folder;
    std::string pack_folder; ///< Answers POST /api/v1/calculate.
    std::string town_file;
    bool demonstration = false;
    std::string samples_file;      ///< The demonstration's dossiers.
    bool private_provider = false; ///< The provider may be inside the authority's own network.
    std::optional<ProviderSettings> provider;
};

/// Errors: bad_input, written for the person at the terminal, when the words are off or ask for
/// something unsafe; not_found when the file with the client's secret cannot be read.
Result<ServeOptions> parse_serve_options(std::span<std::string const> words);

} // namespace prevenance
