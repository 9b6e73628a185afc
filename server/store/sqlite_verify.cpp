#include "server/store/sqlite_verify.h"

#include "core/dossiers/history.h"
#include "server/store/sqlite_log.h"

#include <vector>

namespace prevenance {

namespace {

constexpr std::size_t damages_max = 100;

/// SQLite's own view of its file: pages, indexes, columns.
Status check_file(Connection& connection, VerifyReport& report) {
    auto statement = TRY(Statement::prepare(connection, "PRAGMA integrity_check"));
    while (TRY(statement.step())) {
        auto const finding = statement.text(0);
        if (finding != "ok") report.damages.push_back("file: " + finding);
    }
    return Done{};
}

Status check_orphans(Connection& connection, VerifyReport& report) {
    auto statement = TRY(Statement::prepare(
        connection,
        "SELECT DISTINCT dossier FROM event WHERE NOT EXISTS (SELECT 1 FROM dossier "
        "WHERE dossier.authority = event.authority AND dossier.dossier = event.dossier)"
    ));
    while (TRY(statement.step()))
        report.damages.push_back("dossier " + statement.text(0) + ": only its events are left");
    return Done{};
}

Result<std::vector<DossierKey>> all_keys(Connection& connection) {
    auto statement = TRY(Statement::prepare(
        connection, "SELECT authority, dossier FROM dossier ORDER BY authority, dossier"
    ));
    std::vector<DossierKey> keys;
    while (TRY(statement.step()))
        keys.push_back({statement.text(0), statement.text(1)});
    return keys;
}

Status check_dossiers(Connection& connection, VerifyReport& report) {
    HashedFields heads("prevenance root 1");
    for (DossierKey const& key : TRY(all_keys(connection))) {
        if (report.damages.size() >= damages_max) break;
        auto const loaded = load_dossier(connection, key);
        if (!loaded.ok()) {
            report.damages.push_back(loaded.error().message);
            continue;
        }
        auto const history = replay(loaded.value().dossier.events);
        if (!history.ok())
            report.damages.push_back("dossier " + key.dossier + ": " + history.error().message);
        ++report.dossiers;
        report.events += static_cast<std::int64_t>(loaded.value().dossier.events.size());
        heads.add(key.authority);
        heads.add(key.dossier);
        heads.add(loaded.value().head);
    }
    report.root = hexadecimal(heads.digest());
    return Done{};
}

} // namespace

Result<VerifyReport> verify_store(Connection& connection) {
    // One state of everything, however long the reading takes.
    auto const transaction = TRY(Transaction::open(connection, "BEGIN"));
    VerifyReport report;
    for (auto const check : {check_file, check_orphans, check_dossiers}) {
        auto const done = check(connection, report);
        if (!done.ok()) report.damages.push_back(done.error().message);
    }
    return report;
}

} // namespace prevenance
