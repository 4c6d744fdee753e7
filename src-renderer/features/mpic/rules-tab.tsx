import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** The phases of BR 3.2.2.9, which one is in force, and how many perspectives may differ. */
export function RulesTab(): ReactElement {
  const { t } = useTranslation('mpic')
  const read = useRead('mpic.rules', {})
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={240} /> : <ErrorView error={read.error} />
  const { source, phases, allowed } = read.data
  return (
    <>
      <Section title={t('rules.title')} lead={`${t('rules.lead')} ${source}.`} flush>
        <QuietTable
          label={t('rules.title')}
          head={[t('rules.from'), t('rules.perspectives'), t('rules.registries'), t('rules.binding'), t('rules.state')]}
          rows={phases.map(({ from, perspectives, registries, binding, state }) => ({
            key: from,
            cells: [
              <TimeText key="from" at={from} precision="day" />,
              perspectives,
              registries,
              t(binding ? 'rules.yes' : 'rules.no'),
              state === 'today' ? <strong key="state">{t('rules.states.today')}</strong> : t(`rules.states.${state}`)
            ]
          }))}
        />
      </Section>
      <Section title={t('rules.allowed')} lead={t('rules.allowedLead')} flush>
        <QuietTable
          label={t('rules.allowed')}
          head={[t('rules.asked'), t('rules.others'), t('rules.needed')]}
          rows={allowed.map(({ asked, others, needed }) => ({ key: asked, cells: [asked, others, needed] }))}
        />
      </Section>
    </>
  )
}
