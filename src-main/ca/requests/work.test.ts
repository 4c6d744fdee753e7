import { afterEach, describe, expect, it } from 'vitest'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { writePem } from '../../pki/pem.ts'
import { listAudit } from '../../store/audit.ts'
import { getNumber } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { makeCsr } from '../../testing/engine.ts'
import { authority, officerRoles, profile, startLife, submit, type Life } from '../../testing/life.ts'
import type { Message } from '../validation/mailer.ts'
import { assignRequest, requestAssignees } from './assign.ts'
import { claimMs, claimRequest, releaseRequest } from './claim.ts'
import { approveMany, approveRequest, cancelRequest, declineRequest, overrideRequest } from './decide.ts'
import { previewDecision } from './preview-decision.ts'
import { answerQuestion, askRequester } from './questions.ts'
import { requestReceipt } from './receipt.ts'
import { submitRequest } from './submit.ts'
import { tellRequesters } from './tell-requesters.ts'
import { listRequests, showRequest } from './view.ts'

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

async function house(change: Partial<ProfileContent> = {}): Promise<Life> {
  life = await startLife()
  await authority(life, 'ca')
  await profile(life, 'web', 'ca', { approval: 'one', ...change })
  return life
}

const waiting = async (home: Life, who: Actor = home.alice): Promise<number> =>
  (await submit(home, 'web', {}, who)).request.id
const page = { mine: false, limit: 50 } as const
const approve = (home: Life, id: number, who: Actor): ReturnType<typeof approveRequest> =>
  approveRequest(home.ca, { id, comment: '' }, who)

describe('two operators at one request', () => {
  it('approve at once: one certificate comes of it, and the other hears who was first', async () => {
    const home = await house()
    const id = await waiting(home)
    const results = await Promise.allSettled([approve(home, id, home.bob), approve(home, id, home.carol)])
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(refused).toHaveLength(1)
    const winner = results[0].status === 'fulfilled' ? 'bob' : 'carol'
    expect(refused[0]).toMatchObject({ code: 'conflict' })
    expect(String(refused[0])).toContain(`${winner} approved it on 2026-11-20 at 12:00 UTC.`)
    expect(getNumber(reader(home.ca.store), 'SELECT count(*) FROM certificate WHERE request_id = ?', [id])).toBe(1)
  })

  it('one approves while the other declines: one of both holds, and the loser hears what was decided', async () => {
    const home = await house()
    const id = await waiting(home)
    await declineRequest(home.ca, { id, reason: 'not ours' }, home.bob)
    await expect(approve(home, id, home.carol)).rejects.toThrow('bob declined it on')
    await expect(cancelRequest(home.ca, { id, comment: '' }, home.alice)).rejects.toThrow('bob declined it on')
  })
})

describe('a claim', () => {
  it('keeps others from approving, declining, changing and asking, with who and until when', async () => {
    const home = await house()
    const id = await waiting(home)
    const { until } = await claimRequest(home.ca, { id, takeOver: false }, home.bob)
    expect(until).toBe(home.clock.now() + claimMs)
    const words = 'being decided by bob, who holds it until 12:05 UTC at most'
    await expect(approve(home, id, home.carol)).rejects.toThrow(words)
    await expect(declineRequest(home.ca, { id, reason: 'no' }, home.carol)).rejects.toThrow(words)
    await expect(askRequester(home.ca, { id, question: 'Whose is it?' }, home.carol)).rejects.toThrow(words)
    await expect(
      overrideRequest(home.ca, { id, overrides: { validity: { duration: '30d' } }, comment: '' }, home.carol)
    ).rejects.toThrow(words)
    await expect(claimRequest(home.ca, { id, takeOver: false }, home.carol)).rejects.toMatchObject({ code: 'conflict' })
    expect((await showRequest(home.ca, id, home.carol)).request.claim).toEqual({ by: 'bob', until, mine: false })
    expect((await approve(home, id, home.bob)).request).toMatchObject({ state: 'issued', claim: null })
  })

  it('ends by itself after five minutes, and when it is let go', async () => {
    const home = await house()
    const id = await waiting(home)
    await claimRequest(home.ca, { id, takeOver: false }, home.bob)
    home.clock.advance(claimMs)
    expect((await showRequest(home.ca, id, home.bob)).request.claim).toBeNull()
    await claimRequest(home.ca, { id, takeOver: false }, home.carol)
    await releaseRequest(home.ca, id, home.bob)
    await expect(approve(home, id, home.bob)).rejects.toMatchObject({ code: 'conflict' })
    await releaseRequest(home.ca, id, home.carol)
    expect((await approve(home, id, home.bob)).request.state).toBe('issued')
  })

  it('is taken over on purpose, which the audit log keeps', async () => {
    const home = await house()
    const id = await waiting(home)
    await claimRequest(home.ca, { id, takeOver: false }, home.bob)
    await claimRequest(home.ca, { id, takeOver: true }, home.carol)
    await expect(approve(home, id, home.bob)).rejects.toThrow('being decided by carol')
    expect(listAudit(reader(home.ca.store), { operation: 'request.claim' }, null, 5)).toHaveLength(1)
  })

  it('is for who waits to be decided only, and keeps the requester from nothing', async () => {
    const home = await house()
    const id = await waiting(home)
    await claimRequest(home.ca, { id, takeOver: false }, home.bob)
    expect((await cancelRequest(home.ca, { id, comment: '' }, home.alice)).request.state).toBe('cancelled')
    await expect(claimRequest(home.ca, { id, takeOver: false }, home.bob)).rejects.toMatchObject({ code: 'conflict' })
    const nobody: Actor = { operatorId: null, name: 'Chancery', channel: 'engine' }
    await expect(claimRequest(home.ca, { id, takeOver: false }, nobody)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('assignment', () => {
  it('finds what is given to a person or their role, to somebody and to nobody', async () => {
    const home = await house()
    const [mine, roles, free] = [await waiting(home), await waiting(home), await waiting(home)]
    await assignRequest(home.ca, { id: mine, operator: 'BOB' }, home.carol)
    await assignRequest(home.ca, { id: roles, role: 'approver' }, home.carol)
    const ids = (assigned: 'me' | 'nobody' | 'anybody', who: Actor): number[] =>
      listRequests(home.ca, { ...page, assigned, oldestFirst: true }, who).rows.map(({ id }) => id)
    expect(ids('me', home.bob)).toEqual([mine, roles])
    expect(ids('me', home.carol)).toEqual([roles])
    expect(ids('anybody', home.carol)).toEqual([mine, roles])
    expect(ids('nobody', home.carol)).toEqual([free])
    expect(listRequests(home.ca, { ...page, assigned: 'nobody' }, home.bob).total).toBe(1)
    const { rows } = listRequests(home.ca, { ...page, oldestFirst: true }, home.bob)
    expect(rows.map(({ assignee }) => assignee)).toEqual([
      { kind: 'operator', name: 'bob' },
      { kind: 'role', name: 'approver' },
      null
    ])
    await assignRequest(home.ca, { id: mine }, home.carol)
    expect(ids('nobody', home.carol)).toEqual([mine, free])
  })

  it('goes to nobody who may not decide', async () => {
    const home = await house()
    const id = await waiting(home)
    for (const to of [{ operator: 'mallory' }, { role: 'requester' }, { operator: 'bob', role: 'approver' }])
      await expect(assignRequest(home.ca, { id, ...to }, home.bob)).rejects.toMatchObject({ code: 'invalid-input' })
    const { operators, roles } = requestAssignees(home.ca)
    expect(operators).toEqual(['alice', 'bob', 'carol'])
    expect(roles).toContain('approver')
    expect(roles).not.toContain('requester')
  })

  it('is found by age too', async () => {
    const home = await house()
    const old = await waiting(home)
    home.clock.advance(5 * 3_600_000)
    await waiting(home)
    const older = (olderThanHours: number): number[] =>
      listRequests(home.ca, { ...page, olderThanHours }, home.bob).rows.map(({ id }) => id)
    expect([older(4), older(6)]).toEqual([[old], []])
  })
})

describe('a question to the requester', () => {
  it('takes the request out of what waits for operators until it is answered, by the requester alone', async () => {
    const home = await house()
    const id = await waiting(home)
    const asked = await askRequester(home.ca, { id, question: 'Which team runs this host?' }, home.bob)
    expect(asked).toMatchObject({
      mailed: false,
      request: { askedBackAt: home.clock.now(), state: 'pending-approval' }
    })
    const waits = (askedBack: boolean): number[] =>
      listRequests(home.ca, { ...page, askedBack }, home.bob).rows.map((row) => row.id)
    expect([waits(false), waits(true)]).toEqual([[], [id]])
    await expect(answerQuestion(home.ca, { id, text: 'mine' }, home.carol)).rejects.toMatchObject({ code: 'forbidden' })
    home.clock.advance(1000)
    const { request } = await answerQuestion(home.ca, { id, text: 'The web team.' }, home.alice)
    expect(request.decisions).toMatchObject([
      { operator: 'bob', decision: 'question', text: 'Which team runs this host?' },
      { operator: 'alice', decision: 'answer', text: 'The web team.' }
    ])
    expect([waits(false), waits(true)]).toEqual([[id], []])
    await expect(answerQuestion(home.ca, { id, text: 'again' }, home.alice)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is closed with the decision', async () => {
    const home = await house()
    const id = await waiting(home)
    await askRequester(home.ca, { id, question: 'Why?' }, home.bob)
    expect((await approve(home, id, home.bob)).request.askedBackAt).toBeNull()
    await expect(answerQuestion(home.ca, { id, text: 'late' }, home.alice)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('mail to requesters', () => {
  const signal = new AbortController().signal

  async function withMail(
    answer: () => void = () => undefined
  ): Promise<{ home: Life; ca: Life['ca']; sent: Message[] }> {
    const home = await house()
    const sent: Message[] = []
    const ca = {
      ...home.ca,
      mailer: {
        send: (message: Message) => {
          answer()
          sent.push(message)
          return Promise.resolve('250 taken')
        }
      }
    }
    return { home, ca, sent }
  }

  const sendIn = async (home: Life): Promise<number> => {
    const csr = writePem('CERTIFICATE REQUEST', makeCsr())
    const input = { profile: 'web', csr, note: '', contact: 'erin@example.test' }
    return (await submitRequest(home.ca, input, home.alice, officerRoles)).request.id
  }

  it('carries each question and each receipt once', async () => {
    const { home, ca, sent } = await withMail()
    const id = await sendIn(home)
    await waiting(home)
    const asked = await askRequester(ca, { id, question: 'Which team?' }, home.bob)
    expect(asked.mailed).toBe(true)
    expect([await tellRequesters(ca, signal), await tellRequesters(ca, signal)]).toEqual([1, 0])
    expect(sent[0]).toMatchObject({ to: 'erin@example.test', subject: `A question about your request ${id}` })
    expect(sent[0]?.text).toContain('www.example.test')
    expect(sent[0]?.text).toContain('Which team?')
    await approve(home, id, home.bob)
    expect([await tellRequesters(ca, signal), await tellRequesters(ca, signal)]).toEqual([1, 0])
    expect(sent[1]?.subject).toBe('Your certificate is ready')
    expect(sent[1]?.text.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it('is tried again while the server takes nothing, and left after two days', async () => {
    let down = true
    const { home, ca, sent } = await withMail(() => {
      if (down) throw new ChanceryError('io', 'The mail server does not answer.')
    })
    const first = await sendIn(home)
    await declineRequest(ca, { id: first, reason: 'not ours' }, home.bob)
    expect(await tellRequesters(ca, signal)).toBe(0)
    down = false
    expect(await tellRequesters(ca, signal)).toBe(1)
    expect(sent[0]?.text).toContain('not ours')
    const second = await sendIn(home)
    await declineRequest(ca, { id: second, reason: 'not ours' }, home.bob)
    down = true
    home.clock.advance(2 * 86_400_000)
    await tellRequesters(ca, signal)
    down = false
    expect(await tellRequesters(ca, signal)).toBe(0)
  })
})

describe('a preview of a bulk decision', () => {
  it('says which would be issued, which only approved and which fail and why, as the decision then does', async () => {
    const home = await house()
    await profile(home, 'two', 'ca', { approval: 'two' })
    const good = await waiting(home)
    const held = await waiting(home)
    const declined = await waiting(home)
    const own = (await submit(home, 'two', {}, home.bob)).request.id
    const half = (await submit(home, 'two', {}, home.alice)).request.id
    await claimRequest(home.ca, { id: held, takeOver: false }, home.carol)
    await declineRequest(home.ca, { id: declined, reason: 'no' }, home.carol)
    const ids = [good, held, declined, own, half, 999, good]
    const { rows } = await previewDecision(home.ca, { ids, decision: 'approve' }, home.bob)
    expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      [good, 'issues'],
      [held, 'fails'],
      [declined, 'fails'],
      [own, 'fails'],
      [half, 'approves'],
      [999, 'fails']
    ])
    const why = new Map(rows.map((row) => [row.id, row.why]))
    expect(why.get(held)).toContain('carol')
    expect(why.get(declined)).toContain('carol declined it')
    expect(why.get(own)).toContain('You made this request yourself')
    const outcome = await approveMany(home.ca, { ids, comment: '' }, home.bob)
    const foretold = rows.filter((row) => row.outcome === 'fails').map(({ id, why: message }) => ({ id, message }))
    expect(outcome.failed).toEqual(foretold)
    expect(outcome.done).toBe(2)
  })

  it('writes nothing', async () => {
    const home = await house()
    const id = await waiting(home)
    const before = (await showRequest(home.ca, id, home.bob)).request
    const { rows } = await previewDecision(home.ca, { ids: [id], decision: 'decline' }, home.bob)
    expect(rows).toMatchObject([{ outcome: 'declines', why: '' }])
    expect((await showRequest(home.ca, id, home.bob)).request).toEqual(before)
  })
})

describe('against the certificate before', () => {
  it('shows what differs from the last certificate of the same names, and nothing where there was none', async () => {
    const home = await house()
    const first = await waiting(home)
    expect((await showRequest(home.ca, first, home.bob)).request.comparison).toBeNull()
    const { certificateId } = await approve(home, first, home.bob)
    const second = await waiting(home)
    const { comparison } = (await showRequest(home.ca, second, home.bob)).request
    expect(comparison).toMatchObject({ certificateId, named: false })
    const same = (rows = comparison?.rows ?? []): Record<string, boolean> =>
      Object.fromEntries(rows.map((row) => [row.field, row.same]))
    expect(same()).toEqual({
      subject: true,
      names: true,
      key: false,
      'key-kind': true,
      authority: true,
      profile: true,
      'profile-revision': true,
      'validity-days': true
    })
    const overrides = {
      alternativeNames: [
        { type: 'dns' as const, value: 'www.example.test' },
        { type: 'dns' as const, value: 'shop.example.test' }
      ]
    }
    const changed = await overrideRequest(home.ca, { id: second, overrides, comment: '' }, home.bob)
    expect(changed.request.comparison?.rows.filter((row) => !row.same)).toMatchObject([
      { field: 'names', before: 'www.example.test', now: 'shop.example.test www.example.test' },
      { field: 'key' }
    ])
    expect((await approve(home, second, home.carol)).request.comparison).toBeNull()
  })
})

describe('a receipt', () => {
  it('says in plain words what the certificate is for, until when, and what to do then', async () => {
    const home = await house()
    const id = await waiting(home)
    expect(requestReceipt(home.ca, id, 'en').title).toBe('Your request is on its way')
    await approve(home, id, home.bob)
    const { text, code } = requestReceipt(home.ca, id, 'en')
    const [from] = (await showRequest(home.ca, id, home.alice)).request.names.split(' ')
    expect(text).toContain('A server shows it, so that visitors know that they reached the right one.')
    expect(text).toContain(`It is made out for: ${String(from)}.`)
    expect(text).toMatch(/It is valid from November 20, 2026 until \w+ \d+, 202\d\./)
    expect(text).toMatch(/Tell CN=ca,O=Example at once and name this number: [0-9a-f]+\./)
    expect(code.split('\n')).toHaveLength(4)
    expect(requestReceipt(home.ca, id, 'de').text).toContain('Es gilt vom 20. November 2026 bis zum')
  })

  it('has short sentences in both languages, so that many can read them', async () => {
    const home = await house()
    const issued = await waiting(home)
    await approve(home, issued, home.bob)
    const declined = await waiting(home)
    await declineRequest(home.ca, { id: declined, reason: 'The name is not ours.' }, home.bob)
    for (const id of [issued, declined])
      for (const language of ['en', 'de'] as const) {
        const { paragraphs } = requestReceipt(home.ca, id, language)
        const sentences = paragraphs.flatMap(({ text }) => text.split(/(?<=[.!?])\s/))
        for (const sentence of sentences) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(20)
      }
  })
})
