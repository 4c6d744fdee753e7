import { describe, expect, test } from 'vitest'
import { feed } from '../../testing/mutations.ts'
import { vector, vectors } from '../../testing/vectors.ts'
import { parseExactJson, writeExactJson } from './exact-json.ts'
import { readCheckResponse, writeCheckResponse } from './check-response.ts'
import { dcvMethods, type DcvParameters } from './dcv-parameters.ts'
import { readMpicRequest, writeMpicRequest, type MpicRequest } from './request.ts'
import { readMpicRefusal, readMpicResponse, writeMpicResponse } from './response.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const limits = { maxBytes: 1000, maxDepth: 4 }
/** A recorded row in an answer for it alone. */
const answerWith = (row: string, kind: string): Uint8Array =>
  bytes(`{"check_type":"${kind}","domain_or_ip_target":"a.test","perspectives":[${row}]}`)

describe('JSON whose integers keep every digit', () => {
  test.each([
    ['1795181677889304439', 1795181677889304439n],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991],
    ['1.5e3', 1500],
    [' [ 1 , {"a" : null}, "\\u00e9\\n" ] ', [1, new Map([['a', null]]), 'é\n']],
    ['{"__proto__":1}', new Map([['__proto__', 1]])]
  ])('%s', (text, value) => {
    expect(parseExactJson(bytes(text), limits)).toEqual(value)
  })

  test.each([
    ['01', /something follows/],
    ['{"a":1,"a":2}', /twice in one object/],
    ['{"a":1,}', /name is missing/],
    ['[1 2]', /comma/],
    ['"a\nb"', /string/],
    ['nul', /misspelt/],
    ['', /missing/],
    ['\ufeff1', /missing/],
    ['9'.repeat(41), /more than 40 digits/],
    ['[[[[[1]]]]]', /deeper than 4/],
    [`"${'a'.repeat(1000)}"`, /1000 are allowed/]
  ])('refuses %s', (text, why) => {
    expect(() => parseExactJson(bytes(text), limits)).toThrow(why)
  })

  test('refuses what is not UTF-8', () => {
    expect(() => parseExactJson(Uint8Array.of(0x22, 0xff, 0x22), limits)).toThrow(/not UTF-8/)
  })

  test('what is written reads back', () => {
    const text = '{"a":[1795181677889304439,null,true,"x\\"y"],"b":{}}'
    expect(writeExactJson({ a: [1795181677889304439n, null, true, 'x"y'], b: {} })).toBe(text)
  })
})

describe('recorded answers of Open MPIC', () => {
  test('CAA permitted: nested check, nanoseconds exact, records as a list, errors null', () => {
    const answer = readMpicResponse(vector('open-mpic/caa-permitted.json'))
    expect(answer).toMatchObject({
      completed: true,
      valid: true,
      kind: 'caa',
      target: 'caa-permit.test',
      trace: 't-1',
      requested: null,
      actual: { perspectiveCount: 6, quorumCount: 4, attemptCount: 1 },
      earlier: [],
      echo: { kind: 'caa', certificateType: 'tls-server', domains: ['ca.example'], allowLookupFailure: false }
    })
    expect(answer.perspectives).toHaveLength(1)
    expect(answer.perspectives[0]).toMatchObject({
      code: 'us-east-2',
      response: {
        completed: true,
        passed: true,
        errors: [],
        timestampNs: 1795181677889304439n,
        details: { caaPresent: true, foundAt: 'caa-permit.test', records: ['0 issue "ca.example"'] }
      }
    })
  })

  test('the flat shape of the specification is read too: records as one text, no check_completed', () => {
    const [row] = readMpicResponse(vector('open-mpic/flat-3.5.json')).perspectives
    expect(row?.response).toMatchObject({
      completed: true,
      passed: true,
      errors: [],
      timestampNs: 1795181677889304439n,
      details: { records: ['0 issue "ca.example"'] }
    })
  })

  test.each([
    ['caa-lookup-failed', 'caa', { completed: false, passed: false, details: { records: null, foundAt: null } }],
    ['dns-01-passed', 'dcv', { completed: true, passed: true, details: { records: ['hash-abc'], adFlag: false } }],
    ['dns-01-mismatch', 'dcv', { completed: true, passed: false, errors: [], details: { records: ['another-hash'] } }],
    ['dns-01-no-name', 'dcv', { completed: true, passed: false, details: { records: null, responseCode: null } }],
    [
      'http-01-redirected',
      'dcv',
      {
        passed: true,
        details: {
          page: 'cmVkaXIudGg=',
          status: 200,
          history: [
            { status: 302, url: 'http://127.0.0.1/final/redir2' },
            { status: 301, url: 'http://127.0.0.1/final/x' }
          ]
        }
      }
    ],
    ['http-01-not-found', 'dcv', { completed: true, passed: false, details: { page: null, status: null } }],
    ['unreachable', 'caa', { completed: false, passed: false }]
  ])('%s', (name, kind, expected) => {
    const row = Buffer.from(vector(`open-mpic/${name}.row.json`)).toString()
    const [read] = readMpicResponse(answerWith(row, kind)).perspectives
    expect(read?.response).toMatchObject(expected)
    expect(String(read?.response.timestampNs)).toMatch(/^17951816\d{11}$/)
    // What a perspective of ours would write of it reads back the same.
    if (read !== undefined) expect(readCheckResponse(writeCheckResponse(read.response))).toEqual(read.response)
  })

  test.each([
    ['quorum', { error: 'request-validation-failed', issues: [{ type: 'invalid-quorum-count' }] }],
    [
      'literal',
      { error: 'request-validation-failed', issues: [{ type: 'literal_error', message: expect.any(String) }] }
    ],
    ['cohort', { error: 'Cohort 9 is out of range', issues: [] }]
  ])('the refusal %s', (name, expected) => {
    expect(readMpicRefusal(vector(`open-mpic/${name}.refusal.json`))).toMatchObject(expected)
  })

  test('a body that is no refusal is none', () => {
    expect(readMpicRefusal(bytes('<html>'))).toBeNull()
  })

  test.each([
    ['no perspectives', '{"is_valid":true}', /no perspectives/],
    ['a row without a code', '{"perspectives":[{"check_response":{"check_passed":true}}]}', /perspective_code/],
    ['a row that does not say whether it passed', '{"perspectives":[{"perspective_code":"a"}]}', /check_passed/],
    ['"true" in place of true', '{"perspectives":[{"perspective_code":"a","check_passed":"true"}]}', /true or false/],
    [
      'a fraction as stamp',
      '{"perspectives":[{"perspective_code":"a","check_passed":true,"timestamp_ns":1.5}]}',
      /integer/
    ],
    ['65 perspectives', `{"perspectives":[${Array(65).fill('{}').join(',')}]}`, /at most 64/]
  ])('refuses %s', (_what, text, why) => {
    expect(() => readMpicResponse(bytes(text))).toThrow(why)
  })
})

const dcv: Readonly<Record<DcvParameters['method'], DcvParameters>> = {
  'acme-http-01': { method: 'acme-http-01', token: 't', keyAuthorization: 't.k' },
  'acme-dns-01': { method: 'acme-dns-01', digest: 'abc' },
  'acme-tls-alpn-01': { method: 'acme-tls-alpn-01', digest: '00ff' },
  'website-change': { method: 'website-change', path: 'p', value: 'v', scheme: 'https' },
  'dns-change': { method: 'dns-change', recordType: 'TXT', prefix: '_a', value: 'v', exact: true },
  'contact-email-txt': { method: 'contact-email-txt', value: 'a@b.test' },
  'contact-email-caa': { method: 'contact-email-caa', value: 'a@b.test' },
  'contact-phone-txt': { method: 'contact-phone-txt', value: '+1' },
  'contact-phone-caa': { method: 'contact-phone-caa', value: '+1' }
}
const request = (check: MpicRequest['check']): MpicRequest => ({
  check,
  target: 'www.example.test',
  trace: 'x',
  orchestration: { perspectiveCount: 3, quorumCount: 2, maxAttempts: 1 }
})

describe('requests', () => {
  test.each(dcvMethods)('%s is read as it was written', (method) => {
    const asked = request({ kind: 'dcv', dcv: dcv[method] })
    expect(readMpicRequest(writeMpicRequest(asked))).toEqual(asked)
  })

  test('a CAA request says for whom, and never that a failed lookup is permission', () => {
    const asked = request({ kind: 'caa', certificateType: 's-mime', domains: ['ca.test'] })
    expect(readMpicRequest(writeMpicRequest(asked))).toEqual(asked)
    expect(Buffer.from(writeMpicRequest(asked)).toString()).toBe(
      '{"check_type":"caa","domain_or_ip_target":"www.example.test","orchestration_parameters":{"perspective_count":3,"quorum_count":2,"max_attempts":1},"caa_check_parameters":{"certificate_type":"s-mime","caa_domains":["ca.test"]},"trace_identifier":"x"}'
    )
  })

  test('a perspective is asked without check_type', () => {
    const body =
      '{"domain_or_ip_target":"a.test","dcv_check_parameters":{"validation_method":"acme-dns-01","key_authorization_hash":"h"}}'
    expect(readMpicRequest(bytes(body), 'dcv')).toMatchObject({ target: 'a.test', trace: null, orchestration: null })
  })

  test.each([
    ['{"check_type":"zzz","domain_or_ip_target":"a"}', /dcv or caa/],
    [
      '{"check_type":"dcv","domain_or_ip_target":"a","dcv_check_parameters":{"validation_method":"dns-account-01"}}',
      /not served/
    ],
    [
      '{"check_type":"dcv","domain_or_ip_target":"a","dcv_check_parameters":{"validation_method":"website-change","http_token_path":"p","challenge_value":""}}',
      /empty/
    ],
    [
      '{"check_type":"dcv","domain_or_ip_target":"a","dcv_check_parameters":{"validation_method":"website-change","http_token_path":"p","challenge_value":"v","match_regex":"(a+)+"}}',
      /match_regex is not served/
    ],
    [
      '{"check_type":"caa","domain_or_ip_target":"a","caa_check_parameters":{"allow_lookup_failure":true}}',
      /no permission/
    ],
    ['{"check_type":"caa","domain_or_ip_target":""}', /no name/]
  ])('refuses %s', (body, why) => {
    expect(() => readMpicRequest(bytes(body))).toThrow(why)
  })
})

test('an answer of our coordinator reads back, with earlier attempts apart', () => {
  const asked = request({ kind: 'dcv', dcv: dcv['acme-dns-01'] })
  const row = Buffer.from(vector('open-mpic/dns-01-passed.row.json')).toString()
  const { perspectives } = readMpicResponse(answerWith(row, 'dcv'))
  const written = writeMpicResponse(asked, {
    completed: true,
    valid: false,
    perspectiveCount: 1,
    quorumCount: 1,
    attemptCount: 2,
    perspectives,
    earlier: [perspectives]
  })
  expect(readMpicResponse(written)).toMatchObject({
    valid: false,
    requested: { perspectiveCount: 3, quorumCount: 2 },
    actual: { perspectiveCount: 1, quorumCount: 1, attemptCount: 2 },
    perspectives,
    earlier: [perspectives],
    echo: { kind: 'dcv', dcv: dcv['acme-dns-01'] }
  })
})

test('altered answers and requests end in a refusal or a value, never in a crash', () => {
  const answers = vectors('open-mpic', '.json').map((one) => one.bytes)
  expect(feed(4, answers, (altered) => void readMpicResponse(altered)).refused).toBeGreaterThan(1000)
  const requests = dcvMethods.map((method) => writeMpicRequest(request({ kind: 'dcv', dcv: dcv[method] })))
  expect(feed(5, requests, (altered) => void readMpicRequest(altered)).refused).toBeGreaterThan(1000)
})
