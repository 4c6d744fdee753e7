import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import { useRead } from '../../live.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** What the rehearsal of a step came to, beside what it comes to now. */
export function RehearsedFacts(props: { readonly ceremony: CeremonyView; readonly step: string }): ReactElement | null {
  const { t } = useTranslation('ceremonies')
  const { rehearsalId, facts } = props.ceremony
  const read = useRead('ceremony.show', { ceremony: rehearsalId ?? 0 }, { enabled: rehearsalId !== null })
  const before = read.data?.ceremony.results[props.step]
  if (before === undefined || facts === null) return null
  const names = [...new Set([...Object.keys(before), ...Object.keys(facts)])]
  const differing = names.filter((name) => before[name] !== facts[name])
  if (names.length === 0) return null
  return (
    <Section title={t('rehearsed.title')} lead={t('rehearsed.lead')} flush>
      {differing.length > 0 && (
        <QuietTable
          label={t('rehearsed.title')}
          head={[t('rehearsed.what'), t('rehearsed.before'), t('rehearsed.now')]}
          rows={differing.map((name) => ({
            key: name,
            cells: [t(`fact.${name}`, { defaultValue: name }), short(before[name]), short(facts[name])]
          }))}
        />
      )}
    </Section>
  )
}

function short(value: string | undefined): string {
  if (value === undefined) return '–'
  return value.length > 48 ? `${value.slice(0, 24)}…` : value
}
