// What the reports of the test runners say: { passed, failed, skipped, notes, failures }; a failure is { name, message }.

// Colours of a terminal say nothing in a log.
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '')
const shorten = (text, lines = 14) => plain(text).split('\n').slice(0, lines).join('\n')

export function vitestFigures(report) {
  const failures = report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    // A file that does not load has no tests to fail: it counts as one.
    if (file.status === 'failed' && failed.length === 0)
      return [{ name: file.name, message: shorten(file.message ?? '') }]
    return failed.map((test) => ({
      name: `${file.name}: ${test.fullName}`,
      message: shorten((test.failureMessages ?? []).join('\n'))
    }))
  })
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    notes: [],
    failures
  }
}

function* specsOf(suite) {
  yield* suite.specs ?? []
  for (const inner of suite.suites ?? []) yield* specsOf(inner)
}

export function playwrightFigures({ stats, suites, errors = [] }) {
  const tests = suites
    .flatMap((suite) => [...specsOf(suite)])
    .flatMap((spec) => spec.tests.map((test) => ({ name: `${spec.file}:${spec.line} ${spec.title}`, ...test })))
  const messageOf = (test) => {
    const errors = test.results.flatMap((result) => result.errors.map(({ message }) => message ?? ''))
    return shorten(errors.join('\n'))
  }
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    // It drives windows in real time: once more is allowed, and told.
    notes: tests
      .filter(({ status }) => status === 'flaky')
      .map((test) => `passed at the second try: ${test.name}\n${messageOf(test).replace(/^/gm, '         ')}`),
    failures: [
      ...tests
        .filter(({ status }) => status === 'unexpected')
        .map((test) => ({ name: test.name, message: messageOf(test) })),
      ...errors.map(({ message }) => ({ name: 'outside of tests', message: shorten(message ?? '') }))
    ]
  }
}
