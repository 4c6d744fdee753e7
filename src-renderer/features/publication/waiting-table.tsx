import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CrlRow } from '../../../src-shared/api/crls.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { CrlChip } from './crl-chip.tsx'
import { scopeWords } from './scope-words.ts'

/** CRLs signed ahead, by their day; one that is held back can be released on it all the same. */
export function WaitingTable(props: {
  readonly name: string
  readonly waiting: readonly CrlRow[]
  readonly onRelease: (crl: CrlRow) => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const mayRelease = useMay('crl.issue')
  const divided = props.waiting.some(({ scope }) => scope !== '')
  return (
    <QuietTable
      label={t('calendar.waitingOf', { name: props.name })}
      head={[
        t('column.number'),
        ...(divided ? [t('column.scope')] : []),
        t('series.day'),
        t('calendar.goodUntil'),
        t('column.state'),
        ''
      ]}
      rows={props.waiting.map((crl) => ({
        key: crl.id,
        cells: [
          <Link key="number" component={RouterLink} to={`/publication/${crl.id}`}>
            {crl.number}
          </Link>,
          ...(divided ? [scopeWords(t, crl.scope)] : []),
          <TimeText key="day" at={crl.thisUpdate} precision="day" short />,
          <TimeText key="until" at={crl.nextUpdate} precision="day" short />,
          <CrlChip key="state" row={crl} />,
          mayRelease && crl.stale ? (
            <ActionButton
              key="release"
              size="small"
              action={{
                id: 'crl.release',
                label: t('calendar.release'),
                blocked:
                  crl.thisUpdate > Date.now()
                    ? t('calendar.notItsDay', { day: absoluteTime(crl.thisUpdate, locale, 'day') })
                    : undefined,
                run: () => {
                  props.onRelease(crl)
                }
              }}
            />
          ) : (
            ''
          )
        ]
      }))}
    />
  )
}
