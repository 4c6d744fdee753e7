import ExpandLess from '@mui/icons-material/ExpandLess'
import ExpandMore from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import { useState, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { CrlCalendarRow, CrlRow } from '../../../src-shared/api/crls.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { CrlAlarms } from './crl-alarms.tsx'
import { PartsTable } from './parts-table.tsx'
import { policyWords } from './policy-words.ts'
import { useCalendarActions } from './use-calendar-actions.tsx'
import { WaitingTable } from './waiting-table.tsx'

/** The CRLs of one authority: last, next, waiting, and what somebody has to do about them. */
export function AuthorityCalendar({ row }: { readonly row: CrlCalendarRow }): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const [shown, setShown] = useState<'parts' | 'waiting' | null>(null)
  const { first, more, dialogs, release } = useCalendarActions(row)
  const { authorityId, authorityName, authorityState, lists, waiting, policy } = row
  const whole = lists.find(({ scope, kind }) => scope === '' && kind === 'complete')
  const parts = lists.filter((list) => list !== whole)
  const ahead = waiting.filter(({ scope }) => scope === '')
  const words = policyWords(t, policy, locale)
  const followedWords = row.profile === null ? words : t('profile.follows', { name: row.profile.name, words })
  const toggle = (what: 'parts' | 'waiting'): void => {
    setShown(shown === what ? null : what)
  }
  return (
    <Section
      title={authorityName}
      aside={
        <>
          {authorityState !== 'active' && <StateChip kind="authority" state={authorityState} />}
          <StateChip kind="crl" state={whole?.state ?? 'none'} />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <CrlAlarms row={row} />
        <DefinitionList
          termWidth={120}
          items={[
            { term: t('calendar.last'), value: <LastCrl last={whole?.last ?? null} /> },
            {
              term: t('calendar.goodUntil'),
              value: whole?.last === null || whole === undefined ? null : <TimeText at={whole.last.nextUpdate} />
            },
            { term: t('calendar.next'), value: <NextCrl row={row} ahead={ahead} /> },
            {
              term: t('calendar.waiting'),
              value:
                ahead.length === 0
                  ? null
                  : t('calendar.waitingCount', {
                      count: ahead.length,
                      until: absoluteTime(ahead.at(-1)?.nextUpdate ?? 0, locale, 'day')
                    })
            },
            { term: t('calendar.policy'), value: followedWords }
          ]}
        />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          {first.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={more} label={`${t('ui:moreActions')}: ${authorityName}`} small />
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
          {waiting.length > 0 && (
            <Fold
              open={shown === 'waiting'}
              onToggle={() => {
                toggle('waiting')
              }}
            >
              {t('calendar.showWaiting', { count: waiting.length })}
            </Fold>
          )}
          {parts.length > 0 && (
            <Fold
              open={shown === 'parts'}
              onToggle={() => {
                toggle('parts')
              }}
            >
              {t('calendar.parts', { count: parts.length })}
            </Fold>
          )}
          <Box sx={{ flex: 1 }} />
          <LinkFor may="crl.read" to={`/publication?tab=list&authority=${authorityId}`}>
            {t('calendar.all')}
          </LinkFor>
        </Box>
        {shown === 'waiting' && waiting.length > 0 && (
          <WaitingTable name={authorityName} waiting={waiting} onRelease={release} />
        )}
        {shown === 'parts' && parts.length > 0 && <PartsTable name={authorityName} parts={parts} />}
      </Box>
      {dialogs}
    </Section>
  )
}

function Fold(props: {
  readonly open: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}): ReactElement {
  return (
    <Button
      size="small"
      color="inherit"
      aria-expanded={props.open}
      endIcon={props.open ? <ExpandLess /> : <ExpandMore />}
      onClick={props.onToggle}
    >
      {props.children}
    </Button>
  )
}

function LastCrl({ last }: { readonly last: CrlRow | null }): ReactElement {
  const { t } = useTranslation('publication')
  if (last === null) return <StateChip kind="crl" state="none" />
  return (
    <>
      <Link component={RouterLink} to={`/publication/${last.id}`}>
        {t('numbered', { number: last.number })}
      </Link>{' '}
      <TimeText at={last.thisUpdate} />
    </>
  )
}

function NextCrl(props: { readonly row: CrlCalendarRow; readonly ahead: readonly CrlRow[] }): ReactElement {
  const { t } = useTranslation('publication')
  const { nextMade, nextKind, authorityState } = props.row
  const coming = props.ahead.find(({ stale }) => !stale)
  if (coming !== undefined && (nextMade === null || coming.thisUpdate < nextMade))
    return (
      <>
        <TimeText at={coming.thisUpdate} />
        <br />
        {t('calendar.byRelease')}
      </>
    )
  if (nextMade === null) return <>{authorityState === 'key-offline' ? t('calendar.offline') : t('calendar.noNext')}</>
  const when = nextMade === 0 ? t('calendar.now') : <TimeText at={nextMade} />
  return (
    <>
      {when}
      {nextKind === 'delta' && `, ${t('calendar.aDelta')}`}
    </>
  )
}
