import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../client.ts'

/** @returns the token of a one-time sign-in link: `#/sign-in?token=…`, `#token=…` or `?token=…` */
export function linkToken(address: string): string | undefined {
  const { hash, searchParams } = new URL(address)
  const afterHash = hash.replace(/^#\/?(?:sign-in)?\??/, '')
  const token = searchParams.get('token') ?? new URLSearchParams(afterHash).get('token')
  return token === null || token.length < 16 || token.length > 200 ? undefined : token
}

/** Redeems the one-time link once and takes the token out of the address, so that it stays in no history. */
export function useLinkSignIn(): { readonly busy: boolean; readonly error: unknown } {
  const client = useQueryClient()
  const started = useRef(false)
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  useEffect(() => {
    const token = linkToken(window.location.href)
    if (token === undefined || started.current) return
    started.current = true
    window.history.replaceState(null, '', `${window.location.pathname}#/`)
    setState({ busy: true, error: null })
    call('session.redeem-link', { token }).then(
      () => client.invalidateQueries({ queryKey: ['system.status'] }),
      (error: unknown) => {
        setState({ busy: false, error })
      }
    )
  }, [client])
  return state
}
