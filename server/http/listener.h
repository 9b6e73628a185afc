// The door: accepts connections, refuses what no honest client sends, and hands the rest on.
#pragma once

#include "core/base/result.h"
#include "server/http/message.h"
#include "server/http/router.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace prevenance {

struct ListenerOptions {
    std::string host = "127.0.0.1";
    int port = 0; ///< 0: any free one.
    /// One request a connection: what a proxy and this server disagree on cannot spill over.
    bool behind_proxy = false;
    std::size_t threads = 64;
    std::size_t body_bytes_max = 16UL * 1024;
    /// The addresses whose POST has a body that is read, and how many bytes it may have. Elsewhere
    /// a body is left unread.
    std::map<std::string, std::size_t, std::less<>> bodies;
};

/// One answered request, for the log.
struct AccessRecord {
    std::string request_id;
    std::string method;
    std::string route; ///< A pattern or a word, never the address itself.
    int status = 0;
    std::chrono::milliseconds duration{0};
    std::string note;
};

class Listener {
public:
    using Log = std::function<void(AccessRecord const&)>;

    /// Takes the port. `handler` and `log` are called from many threads at once.
    ///
    /// Errors: conflict when somebody else has the port; forbidden when this user may not take it;
    /// bad_input when the address is not one of this machine.
    static Result<Listener> open(ListenerOptions const& options, HttpHandler handler, Log log);

    Listener(Listener&&) noexcept;
    Listener& operator=(Listener&&) noexcept;
    ~Listener();

    int port() const;

    /// Answers until stop(). Requests that had arrived by then are answered before it returns.
    void run();

    /// Ends run(); from any thread, also before run() has begun.
    void stop();

private:
    struct Inside;

    explicit Listener(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

} // namespace prevenance
