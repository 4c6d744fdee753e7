import { useEffect, useState } from 'react'
import type { Input } from '../../../src-shared/api/index.ts'
import type { AskedContent, Assessment, CsrSummary } from '../../../src-shared/model/request.ts'
import type { CallError } from '../../client.ts'
import { useRead } from '../../live.ts'
import type { KeyChoice } from './key-step.tsx'

/** What the engine says of the request as it stands in the form; it writes nothing. */
export interface Inspection {
  readonly csr: CsrSummary | null
  readonly assessment: Assessment | null
  readonly error: CallError | null
  readonly busy: boolean
}

/** Asks the engine a third of a second after the last change. */
export function useInspection(profile: number | null, key: KeyChoice, asked: AskedContent): Inspection {
  const wanted = inspectionInput(profile, key, asked)
  // The form hands over new objects with every render; only what they say counts.
  const text = JSON.stringify(wanted)
  const [settled, setSettled] = useState<{ readonly text: string; readonly input: typeof wanted }>({
    text,
    input: wanted
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled({ text, input: JSON.parse(text) as typeof wanted })
    }, 300)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  const read = useRead('request.inspect', settled.input ?? {}, { enabled: settled.input !== null, keepPrevious: true })
  const none = wanted === null || read.error !== null
  return {
    csr: none ? null : (read.data?.csr ?? null),
    assessment: none ? null : (read.data?.assessment ?? null),
    error: wanted === null ? null : read.error,
    busy: settled.text !== text || read.isFetching
  }
}

function inspectionInput(profile: number | null, key: KeyChoice, asked: AskedContent): Input<'request.inspect'> | null {
  if (profile === null) return null
  if (key.from === 'make') return { profile, keyAlgorithm: key.algorithm, asked }
  return key.csr.trim() === '' ? null : { profile, csr: key.csr, asked }
}
