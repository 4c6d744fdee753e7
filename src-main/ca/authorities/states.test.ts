import { describe, expect, it } from 'vitest'
import { authorityState } from '../../../src-shared/model/authority.ts'
import { after, maySignCrl, requireAfter, type AuthorityEvent } from './states.ts'

const events: readonly AuthorityEvent[] = ['ask-outside', 'certified', 'key-offline', 'key-online', 'retire', 'destroy']

describe('the states of an authority', () => {
  it('has exactly these ways from state to state', () => {
    const ways = authorityState.options.flatMap((state) =>
      events.flatMap((event) => {
        const next = after(state, event)
        return next === undefined ? [] : [`${state} -${event}-> ${next}`]
      })
    )
    expect(ways).toEqual([
      'draft -ask-outside-> awaiting-certificate',
      'draft -certified-> active',
      'awaiting-certificate -certified-> active',
      'active -certified-> active',
      'active -key-offline-> key-offline',
      'active -retire-> retired',
      'key-offline -key-online-> active',
      'key-offline -retire-> retired',
      'retired -destroy-> destroyed'
    ])
  })

  it('never lets a destroyed authority do anything again', () => {
    for (const event of events)
      expect(() => requireAfter('destroyed', event, 'old root')).toThrow('old root is destroyed')
  })

  it('destroys a key only after retirement', () => {
    for (const state of ['draft', 'awaiting-certificate', 'active', 'key-offline'] as const)
      expect(() => requireAfter(state, 'destroy', 'root')).toThrow('Retire the authority first')
  })

  it('signs CRLs while active and while retired', () => {
    expect(authorityState.options.filter(maySignCrl)).toEqual(['active', 'retired'])
  })
})
