#include "server/http/listener.h"

#include "core/base/text.h"
#include "server/http/failure.h"
#include "server/http/security_headers.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <mutex>
#include <random>
#include <typeinfo>

namespace prevenance {

namespace {

constexpr std::string_view id_header = "X-Request-Id";

/// What the handler leaves for the log, which is written when the answer goes out.
struct Trace {
    std::string request_id;
    std::string route = "refused";
    std::string note;
};

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char letter) {
        auto const byte = static_cast<unsigned char>(letter);
        return byte < 0x20 || byte == 0x7F;
    });
}

std::string lower_case(std::string text) {
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

/// The status that refuses what was sent, or 0. The library decodes `%0D%0A` in header values
/// (CVE-2026-45372), so values are looked at as it hands them on.
int refusal_of(httplib::Request const& request, std::size_t body_bytes_max) {
    for (auto const& [name, value] : request.headers) {
        if (has_control_character(value)) return 400;
    }
    if (request.get_header_value_count("Host") != 1) return 400;
    if (has_control_character(request.path) || !is_utf8(request.path)) return 400;
    if (!request.path.starts_with('/')) return 400;
    bool const known_method =
        request.method == "GET" || request.method == "HEAD" || request.method == "POST";
    if (!known_method) return 405;
    if (request.has_header("Content-Encoding")) return 415;
    if (request.has_header("Transfer-Encoding") &&
        lower_case(request.get_header_value("Transfer-Encoding")) != "chunked") {
        return 400;
    }
    if (!request.has_header("Content-Length")) return 0;
    auto const length = parse_whole_number(request.get_header_value("Content-Length"));
    if (!length) return 400;
    return static_cast<std::size_t>(*length) > body_bytes_max ? 413 : 0;
}

bool is_request_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
        text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") ==
        std::string_view::npos;
}

HttpRequest to_request(httplib::Request const& from, std::string id) {
    HttpRequest request{
        .id = std::move(id),
        .method = from.method,
        .path = from.path,
        .query = {},
        .headers = {},
        .parameters = {},
        .body = from.body,
    };
    for (auto const& [name, value] : from.params) {
        bool const single = from.get_param_value_count(name) == 1;
        if (single && is_utf8(value)) request.query.emplace(name, value);
    }
    for (auto const& [name, value] : from.headers) {
        auto const [place, added] = request.headers.emplace(lower_case(name), value);
        if (!added) place->second += ", " + value;
    }
    return request;
}

void to_answer(HttpResponse const& from, httplib::Response& answer) {
    answer.status = from.status;
    for (auto const& [name, value] : from.headers)
        answer.set_header(name, value);
    if (!from.content_type.empty()) answer.set_content(from.body, from.content_type);
}

/// A short word for this run, from the machine's own noise: not a secret.
std::string random_run_id() {
    std::random_device noise;
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    std::string id;
    while (id.size() < 8)
        id += letters[noise() % letters.size()];
    return id;
}

void set_socket_options(socket_t socket) {
    // The library would also share the port with another server, which then takes half of it.
    int const yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

Error bind_failure(ListenerOptions const& options, int reason) {
    std::string const where = options.host + ":" + std::to_string(options.port);
    auto const code = reason == EADDRINUSE ? ErrorCode::conflict
        : reason == EACCES                 ? ErrorCode::forbidden
                                           : ErrorCode::bad_input;
    return Error{code, where + ": " + std::strerror(reason)};
}

} // namespace

struct Listener::Inside {
    httplib::Server server;
    ListenerOptions options;
    HttpHandler handler;
    Log log;
    int port = 0;
    std::string run_id = random_run_id(); ///< Tells the requests of this run from another's.
    std::atomic<std::uint64_t> request_count = 0;
    std::mutex mutex;
    bool started = false;
    bool stopped = false;

    void set_up();
    void set_up_bodies();
    bool reads_body(httplib::Request const& request) const;
    std::string request_id(httplib::Request const& request);
    void answer(httplib::Request const& request, httplib::Response& answer);
    static void fail(httplib::Response& answer, std::exception_ptr const& thrown);
    void write_log(httplib::Request const& request, httplib::Response const& answer) const;
};

void Listener::Inside::set_up() {
    using Outcome = httplib::Server::HandlerResponse;
    server.set_tcp_nodelay(true);
    server.set_socket_options(set_socket_options);
    server.set_read_timeout(5);
    server.set_write_timeout(5);
    server.set_keep_alive_timeout(5);
    server.set_keep_alive_max_count(options.behind_proxy ? 1 : 100);
    set_up_bodies();
    auto const threads = options.threads;
    // What waits beyond four requests a thread would be answered too late: it is turned away.
    server.new_task_queue = [threads] {
        return new httplib::ThreadPool(
            threads, 0, threads * 4
        ); // NOLINT(*-owning-memory): its own.
    };

    httplib::Headers always;
    for (auto const& [name, value] : security_headers)
        always.emplace(name, value);
    server.set_default_headers(std::move(always));
    server.set_pre_routing_handler([this](auto const& request, auto& answer_to_fill) {
        if (reads_body(request)) return Outcome::Unhandled;
        answer(request, answer_to_fill);
        return Outcome::Handled;
    });
    server.set_exception_handler([](auto const&, auto& answer_to_fill, auto thrown) {
        fail(answer_to_fill, thrown);
    });
    server.set_error_handler([](auto const&, auto& answer_to_fill) {
        if (answer_to_fill.body.empty())
            to_answer(failure_response(answer_to_fill.status), answer_to_fill);
        return Outcome::Handled;
    });
    server.set_logger([this](auto const& request, auto const& sent) { write_log(request, sent); });
}

/// What is to be read goes through the library's own routes: only they read a body.
void Listener::Inside::set_up_bodies() {
    std::size_t longest = options.body_bytes_max;
    for (auto const& [path, bytes_max] : options.bodies) {
        longest = std::max(longest, bytes_max);
        server.Post(path, [this](auto const& request, auto& answer_to_fill) {
            answer(request, answer_to_fill);
        });
    }
    server.set_payload_max_length(longest);
}

/// True when nothing speaks against the request before its body is known.
bool Listener::Inside::reads_body(httplib::Request const& request) const {
    auto const found = options.bodies.find(request.path);
    return request.method == "POST" && found != options.bodies.end() &&
        refusal_of(request, found->second) == 0;
}

std::string Listener::Inside::request_id(httplib::Request const& request) {
    std::string given = request.get_header_value(std::string(id_header));
    if (options.behind_proxy && is_request_id(given)) return given;
    return run_id + '-' + std::to_string(++request_count);
}

void Listener::Inside::answer(httplib::Request const& request, httplib::Response& answer) {
    Trace trace{.request_id = request_id(request), .note = {}};
    answer.set_header(std::string(id_header), trace.request_id);
    answer.user_data.set("trace", trace);
    auto const found = options.bodies.find(request.path);
    auto const bytes_max = found == options.bodies.end() ? options.body_bytes_max : found->second;
    int const refusal = refusal_of(request, bytes_max);
    if (refusal != 0) return to_answer(failure_response(refusal), answer);
    HttpResponse response = handler(to_request(request, trace.request_id));
    to_answer(response, answer);
    trace.route = std::move(response.route);
    trace.note = std::move(response.note);
    answer.user_data.set("trace", trace);
}

/// The text of an exception may hold anything, so neither the answer nor the log repeats it.
void Listener::Inside::fail(httplib::Response& answer, std::exception_ptr const& thrown) {
    Trace trace{.request_id = {}, .route = "failed", .note = "exception"};
    if (auto const* known = answer.user_data.get<Trace>("trace"))
        trace.request_id = known->request_id;
    try {
        std::rethrow_exception(thrown);
    } catch (std::exception const& caught) {
        trace.note += std::string(" ") + typeid(caught).name();
    } catch (...) {
        trace.note += " of an unknown type";
    }
    answer.user_data.set("trace", trace);
    to_answer(failure_response(500), answer);
}

void Listener::Inside::write_log(httplib::Request const& request, httplib::Response const& answer)
    const {
    auto const* trace = answer.user_data.get<Trace>("trace");
    auto const duration = std::chrono::steady_clock::now() - request.start_time_;
    log(AccessRecord{
        .request_id = trace == nullptr ? "-" : trace->request_id,
        .method = request.method.empty() ? "-" : request.method,
        .route = trace == nullptr ? "refused" : trace->route,
        .status = answer.status,
        .duration = std::chrono::duration_cast<std::chrono::milliseconds>(duration),
        .note = trace == nullptr ? "" : trace->note,
    });
}

Listener::Listener(std::unique_ptr<Inside> inside)
    : inside_(std::move(inside)) {}

Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;

Result<Listener> Listener::open(ListenerOptions const& options, HttpHandler handler, Log log) {
    auto inside = std::make_unique<Inside>();
    inside->options = options;
    inside->handler = std::move(handler);
    inside->log = std::move(log);
    inside->set_up();
    errno = 0;
    inside->port = options.port == 0 ? inside->server.bind_to_any_port(options.host)
        : inside->server.bind_to_port(options.host, options.port) ? options.port
                                                                  : -1;
    if (inside->port < 0) return bind_failure(options, errno);
    return Listener(std::move(inside));
}

int Listener::port() const {
    return inside_->port;
}

void Listener::run() {
    {
        std::lock_guard const lock(inside_->mutex);
        if (inside_->stopped) return;
        inside_->started = true;
    }
    inside_->server.listen_after_bind();
}

void Listener::stop() {
    std::lock_guard const lock(inside_->mutex);
    if (inside_->stopped) return;
    inside_->stopped = true;
    if (!inside_->started) return;
    inside_->server.wait_until_ready();
    inside_->server.stop();
}

} // namespace prevenance
