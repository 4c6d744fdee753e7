import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'react-router'
import { call } from '../../client.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { placeOf, type PersonDraft } from './people-fields.tsx'
import { PrepareForm, type Prepared } from './prepare-form.tsx'
import { starterNames, starterText } from './starters.ts'

/** A script, who takes part and the values of its variables, before a ceremony is opened. */
export function PreparePage(): ReactElement {
  const { t } = useTranslation('ceremonies')
  const [params] = useSearchParams()
  const state: unknown = useLocation().state
  const [first, setFirst] = useState<Prepared | null>(null)
  const [error, setError] = useState<unknown>(null)
  const from = params.get('from')
  const starter = params.get('starter') ?? starterNames[0] ?? ''
  useEffect(() => {
    let wanted = true
    const load = async (): Promise<Prepared> => {
      if (from !== null) return preparedFrom(Number(from))
      const script = scriptIn(state) ?? (await starterText(starter)) ?? ''
      return { script, variables: {}, people: {} }
    }
    load().then(
      (found) => {
        if (wanted) setFirst(found)
      },
      (problem: unknown) => {
        if (wanted) setError(problem)
      }
    )
    return () => {
      wanted = false
    }
  }, [from, starter, state])
  return (
    <Page title={t('prepare.title')} lead={t('prepare.lead')} width="wizard">
      <ErrorView error={error} />
      {first === null && error === null && <Skeleton variant="rounded" height={320} />}
      {first !== null && <PrepareForm first={first} key={first.script} />}
    </Page>
  )
}

/** What a ceremony before was opened with. */
async function preparedFrom(id: number): Promise<Prepared> {
  const { ceremony } = await call('ceremony.show', { ceremony: id })
  const people: Record<string, PersonDraft> = {}
  for (const role of ceremony.script.roles)
    for (const [at, { person, account, certificate }] of ceremony.participants
      .filter((one) => one.role === role.id)
      .entries())
      people[placeOf(role, at)] = { person, account: account ?? '', certificate: certificate ?? '' }
  return { script: ceremony.scriptText, variables: ceremony.variables, people }
}

function scriptIn(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null || !('script' in state)) return undefined
  return typeof state.script === 'string' ? state.script : undefined
}
