import { expect, it } from 'vitest'
import type { HttpReply, HttpRequest, Net } from '../../world/net.ts'
import { followed } from './follow.ts'

/** A web of addresses, each with where it sends to; an address that is not in it answers with itself. */
function web(redirects: Readonly<Record<string, string>>): Pick<Net, 'http'> & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    http: async ({ url }: HttpRequest): Promise<HttpReply> => {
      asked.push(url)
      const location = redirects[url]
      return location === undefined
        ? { status: 200, headers: {}, body: Buffer.from(url) }
        : { status: 302, headers: { location }, body: new Uint8Array() }
    }
  }
}

it('a redirect is followed from where the one before led', async () => {
  const net = web({ 'http://a.test/ca.crl': 'http://b.test/crl/ca.crl', 'http://b.test/crl/ca.crl': 'newest.crl' })
  const reply = await followed(net, { method: 'GET', url: 'http://a.test/ca.crl' })
  expect(Buffer.from(reply.body).toString()).toBe('http://b.test/crl/newest.crl')
})

it('a redirect to what is no address is the fault of the server, and a circle ends', async () => {
  const net = web({ 'http://a.test/': 'http://[', 'http://b.test/': '/' })
  await expect(followed(net, { method: 'GET', url: 'http://a.test/' })).rejects.toMatchObject({
    code: 'malformed',
    message: 'a.test sends elsewhere, and what it names is no address.'
  })
  expect((await followed(net, { method: 'GET', url: 'http://b.test/' })).status).toBe(302)
  expect(net.asked).toHaveLength(1 + 4)
})

it('a POST is not sent on', async () => {
  const net = web({ 'http://a.test/': 'http://b.test/' })
  expect((await followed(net, { method: 'POST', url: 'http://a.test/' })).status).toBe(302)
  expect(net.asked).toEqual(['http://a.test/'])
})
