import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoctorReport, Finding } from '../../../src-shared/model/token.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { findingWords } from './finding-words-de.ts'

/** A module and what is in its slots, with what to do about each thing that is not as it should be. */
export function DoctorReportView({ report }: { readonly report: DoctorReport }): ReactElement {
  const { t } = useTranslation('tokens')
  const { module, product, loads, description, version, cryptoki, findings, slots } = report
  return (
    <>
      <Section
        title={product === 'unknown' || product === '' ? (module.split(/[/\\]/).at(-1) ?? module) : product}
        aside={
          <StateChip
            kind="finding"
            state={loads ? 'fine' : 'problem'}
            label={t(loads ? 'doctor.loads' : 'doctor.no')}
          />
        }
      >
        <Box sx={{ display: 'grid', gap: 4 }}>
          <DefinitionList
            items={[
              { term: t('doctor.module'), value: <Mono value={module} grouped={false} /> },
              { term: t('doctor.product'), value: product === 'unknown' ? t('doctor.unknown') : product },
              { term: t('doctor.says'), value: description },
              { term: t('column.version'), value: version },
              { term: 'PKCS#11', value: cryptoki }
            ]}
          />
          <Findings findings={findings} />
        </Box>
      </Section>
      {slots.map((slot) => (
        <Section
          key={slot.id}
          title={slot.token ?? t('doctor.slot', { id: slot.id })}
          aside={
            <StateChip
              kind="token"
              state={slot.state}
              {...(slot.token === null ? { label: t('doctor.emptySlot') } : {})}
            />
          }
        >
          <Box sx={{ display: 'grid', gap: 4 }}>
            <DefinitionList
              items={[
                { term: t('doctor.slot', { id: slot.id }), value: slot.description },
                { term: t('token.serial'), value: slot.serial },
                ...(slot.token === null
                  ? []
                  : [
                      { term: t('doctor.login'), value: t(`doctor.loginBy.${slot.login}`) },
                      {
                        term: t('doctor.makes'),
                        value: (
                          <>
                            {slot.algorithms.length === 0 ? '–' : slot.algorithms.join(', ')}
                            <Typography variant="caption" color="textSecondary" component="div">
                              {t('doctor.mechanisms', { count: slot.mechanisms.filter(({ signs }) => signs).length })}
                            </Typography>
                          </>
                        )
                      },
                      { term: t('doctor.clock'), value: <Clock says={slot.clock} /> }
                    ])
              ]}
            />
            <Findings findings={slot.findings} />
          </Box>
        </Section>
      ))}
    </>
  )
}

/** The clock of a token writes YYYYMMDDhhmmss and two zeros, in UTC (PKCS#11 2.40, CK_TOKEN_INFO). */
function Clock({ says }: { readonly says: string }): ReactElement {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(says)
  if (parts === null) return <>{says === '' ? '–' : says}</>
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts.slice(1).map(Number)
  return <TimeText at={Date.UTC(year, month - 1, day, hour, minute, second)} />
}

function Findings({ findings }: { readonly findings: readonly Finding[] }): ReactElement | null {
  const { i18n } = useTranslation('tokens')
  if (findings.length === 0) return null
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
      {findings.map(({ level, rule, text, advice }, index) => {
        const words = findingWords(i18n.language, rule)
        return (
          <Box component="li" key={`${rule} ${index}`} sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
            <Box sx={{ flex: '0 0 104px' }}>
              <StateChip kind="finding" state={level} />
            </Box>
            <Box sx={{ minWidth: 0 }}>
              {words !== undefined && <Typography variant="body2">{words}</Typography>}
              <Typography
                variant={words === undefined ? 'body2' : 'caption'}
                component="p"
                lang="en"
                {...(words === undefined ? {} : { color: 'textSecondary' })}
              >
                {text}
              </Typography>
              {advice !== '' && words === undefined && (
                <Typography variant="body2" color="textSecondary">
                  {advice}
                </Typography>
              )}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
