#include "server/app/serve_command.h"

#include "core/wire/json.h"
#include "server/app/access_log.h"
#include "server/app/application.h"
#include "server/app/civil_day.h"
#include "server/app/serve_options.h"
#include "server/http/listener.h"
#include "server/store/demonstration.h"
#include "server/store/sqlite_store.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace prevenance {

namespace {

constexpr std::string_view help_text = R"(usage: prevenance serve [OPTIONS]

Serves the pages, the interface under /api/v1 and the logins, until SIGINT or SIGTERM.

  --port N                 port to listen on; 0 takes any free one (8080)
  --listen ADDRESS         address to listen on (127.0.0.1); another one needs --behind-proxy
  --behind-proxy           HAProxy stands in front: one request a connection, its X-Request-Id
  --public-url URL         how browsers name this server: https://demarches.exemple.fr
  --site DIR               the built pages (build/site)
  --database FILE          where dossiers are kept (var/prevenance.sqlite)
  --procedures DIR         the kinds of dossier (assets/procedures)
  --pack DIR               the pack behind POST /api/v1/calculate
                           (assets/packs/prestations-nationales)
  --town FILE              whose server this is (assets/town.json)
  --issuer URL             the identity provider, exactly as it names itself
  --client-id ID           what it calls this service
  --client-secret-file F   a file with the secret it gave
  --signature ALG          what it signs with: ES256 or RS256 (ES256)
  --private-provider       the provider is inside the authority's own network
  --demonstration          sample dossiers, and the demonstration's identity provider unless
                           --issuer names another: only on this machine
  --samples FILE           the sample dossiers (assets/demo/dossiers.json)

Examples:
  prevenance serve --demonstration
  prevenance serve --behind-proxy --public-url https://demarches.exemple.fr \
      --issuer https://… --client-id … --client-secret-file /run/credentials/secret
)";

void say(std::FILE* stream, std::string const& line) {
    static_cast<void>(std::fputs((line + '\n').c_str(), stream));
    static_cast<void>(std::fflush(stream));
}

/// An error with what the person at the terminal can do about it.
Error with_remedy(Error const& error, std::string const& what, std::string const& remedy) {
    return Error{error.code, what + error.message + "\n" + remedy};
}

Result<Site> open_site(std::string const& folder) {
    auto site = Site::open(folder);
    if (site.ok()) return site;
    return with_remedy(
        site.error(),
        "no built pages: ",
        "Build them with './dev up', or name their folder with --site."
    );
}

Result<std::unique_ptr<Store>> open_store(std::string const& file) {
    std::error_code ignored; // opening the file tells it better
    auto const folder = std::filesystem::path(file).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
    auto store = open_sqlite_store({.path = file});
    if (store.ok()) return store;
    return with_remedy(
        store.error(),
        "the database " + file + " cannot be used: ",
        "Check that the folder exists and is writable and the disk is not full, or name another "
        "file with --database."
    );
}

/// The name that the authority's dossiers are kept under: its SIREN, else its own name.
Result<std::string> read_authority(std::string const& town_file) {
    auto const text = read_text_file(town_file);
    if (!text.ok()) {
        return with_remedy(
            text.error(), "no town: ", "Name the file that describes it with --town."
        );
    }
    auto const town = TRY(parse_json(text.value()));
    for (char const* field : {"siren", "name"}) {
        auto const value = town.is_object() ? town.find(field) : town.end();
        if (value == town.end() || !value->is_string()) continue;
        if (!value->get_ref<std::string const&>().empty()) return value->get<std::string>();
    }
    return Error{ErrorCode::bad_input, town_file + ": neither 'siren' nor 'name'"};
}

Status load_samples(Store& store, std::string const& authority, std::string const& file) {
    std::string const text = TRY(read_text_file(file));
    auto const today = civil_day_in_france(read_system_clocks().civil);
    TRY(load_demonstration(store, authority, text, today));
    return Done{};
}

/// The signals that end the program, blocked before any thread begins so that only wait() gets
/// them.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&from_outside_);
        sigaddset(&from_outside_, SIGINT);
        sigaddset(&from_outside_, SIGTERM);
        all_ = from_outside_;
        sigaddset(&all_, SIGUSR1);
        pthread_sigmask(SIG_BLOCK, &all_, nullptr);
        static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
        // Shells start background programs with SIGINT ignored, and what is ignored never arrives.
        static_cast<void>(std::signal(SIGINT, SIG_DFL));
        static_cast<void>(std::signal(SIGTERM, SIG_DFL));
    }

    void wait() const {
        int signal = 0;
        sigwait(&all_, &signal);
        // A second one ends the program at once: whoever sends it no longer wants to wait.
        pthread_sigmask(SIG_UNBLOCK, &from_outside_, nullptr);
    }

    /// Ends wait() in thread `waiting`.
    static void end_wait(pthread_t waiting) { pthread_kill(waiting, SIGUSR1); }

private:
    sigset_t from_outside_{};
    sigset_t all_{};
};

/// Everything that lives as long as the server.
struct Parts {
    Site site;
    std::unique_ptr<Store> store;
    Procedures procedures;
    std::string authority;
    CalculatorPool calculators;
    Fetcher fetcher;
    std::optional<Provider> provider;
    std::optional<Logins> logins;
};

Result<std::unique_ptr<Parts>> open_parts(ServeOptions const& options) {
    Site site = TRY(open_site(options.site_folder));
    Procedures procedures = TRY(read_procedures(options.procedures_folder));
    std::string authority = TRY(read_authority(options.town_file));
    CalculationPack pack = TRY(read_calculation_pack(options.pack_folder));
    std::unique_ptr<Store> store = TRY(open_store(options.database_file));
    if (options.demonstration) TRY(load_samples(*store, authority, options.samples_file));
    FetchPolicy const policy{
        .allow_loopback = options.demonstration,
        .allow_private_addresses = options.private_provider,
    };
    std::unique_ptr<Parts> parts(new Parts{
        .site = std::move(site),
        .store = std::move(store),
        .procedures = std::move(procedures),
        .authority = std::move(authority),
        .calculators = CalculatorPool(std::move(pack)),
        .fetcher = Fetcher(policy),
        .provider = {},
        .logins = {},
    });
    if (options.provider) {
        parts->provider.emplace(*options.provider, parts->fetcher);
        parts->logins.emplace(*parts->provider);
    }
    return parts;
}

void write_access(AccessRecord const& record) {
    // The proxy asks every other second; only a failure is news.
    if (record.route == "/api/v1/health" && record.status == 200) return;
    static std::mutex mutex;
    std::string const line = format_access(record, read_system_clocks().civil);
    std::lock_guard const lock(mutex);
    say(stderr, line);
}

Result<Listener> open_listener(ServeOptions const& options, HttpHandler handler) {
    ListenerOptions const listen{
        .host = options.listen_address,
        .port = options.port,
        .behind_proxy = options.behind_proxy,
        .bodies = {{std::string(calculate_path), situation_bytes_max}},
    };
    auto listener = Listener::open(listen, std::move(handler), write_access);
    if (listener.ok()) return listener;
    bool const taken = listener.error().code == ErrorCode::conflict;
    return with_remedy(
        listener.error(),
        "cannot listen on ",
        taken ? "Stop what uses this port, or choose another with --port."
              : "Choose another with --listen and --port."
    );
}

/// Answers until a signal comes; what has arrived by then is answered.
void run_until_told(Listener& listener, StopSignals const& signals) {
    auto const waiting = pthread_self();
    std::thread worker([&listener, waiting] {
        listener.run();
        StopSignals::end_wait(waiting); // when it ended by itself, the program has to end too
    });
    signals.wait();
    say(stderr, "prevenance: stopping; requests under way are answered first");
    listener.stop();
    worker.join();
}

Status serve(ServeOptions const& options) {
    StopSignals const signals;
    std::unique_ptr<Parts> const parts = TRY(open_parts(options));
    // The port is known only once it is taken, and cookies and addresses depend on it.
    std::optional<OwnAddress> own_address;
    std::optional<Application> application;
    Listener listener = TRY(open_listener(options, [&](HttpRequest const& request) {
        return application->respond(request);
    }));
    own_address.emplace(options.public_url, listener.port());
    application.emplace(
        DossierContext{
            .login =
                {.logins = parts->logins ? &*parts->logins : nullptr,
                 .own_address = &*own_address,
                 .read_clocks = read_system_clocks},
            .store = parts->store.get(),
            .procedures = &parts->procedures,
            .authority = parts->authority,
            .find_by_identity = options.demonstration,
        },
        parts->calculators,
        parts->site
    );
    std::string const address = options.public_url.empty()
        ? "http://" + options.listen_address + ":" + std::to_string(listener.port())
        : options.public_url;
    if (!options.provider) say(stdout, "Nobody can log in: no identity provider (see --issuer)");
    say(stdout, "Prévenance is served on " + address + " (Ctrl-C stops it)");
    run_until_told(listener, signals);
    return Done{};
}

ExitCode run_serve(std::span<std::string const> arguments) {
    auto const options = parse_serve_options(arguments);
    if (!options.ok()) {
        say(stderr, "prevenance serve: " + options.error().message);
        say(stderr, "`prevenance serve --help` lists the options.");
        return ExitCode::usage;
    }
    auto const outcome = serve(options.value());
    if (outcome.ok()) return ExitCode::success;
    say(stderr, "prevenance serve: " + outcome.error().message);
    return ExitCode::failure;
}

} // namespace

Command const serve_command{
    .name = "serve",
    .summary = "serve the pages, the interface and the logins",
    .help = help_text,
    .run = run_serve,
};

} // namespace prevenance
