import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CeremonyParticipant, CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DigestAloud } from '../../ui/display/digest-aloud.tsx'
import { ErrorView, failureOf } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { saveText } from '../../ui/files/save-file.ts'
import { Section } from '../../ui/layout/section.tsx'
import { QuorumNotice } from '../../ui/quorum/quorum-notice.tsx'
import { nobody, PeopleFields, placeOf, type PersonDraft } from './people-fields.tsx'
import { ScriptEditor } from './script-editor.tsx'
import { scriptFaults } from './script-faults.ts'

export interface Prepared {
  readonly script: string
  readonly variables: Readonly<Record<string, string>>
  readonly people: Readonly<Record<string, PersonDraft>>
}

/** The script is checked while it is typed; opening it as a rehearsal or for real comes last. */
export function PrepareForm(props: { readonly first: Prepared }): ReactElement {
  const { t } = useTranslation('ceremonies')
  const navigate = useNavigate()
  const open = useCommand('ceremony.open')
  const mayRun = useMay('ceremony.run')
  const [text, setText] = useState(props.first.script)
  const [variables, setVariables] = useState(props.first.variables)
  const [people, setPeople] = useState(props.first.people)
  const [asked, setAsked] = useState(false)
  const settled = useSettled(text)
  const check = useRead('ceremony.check', { script: settled }, { enabled: settled !== '' })
  const faults = check.error === null ? [] : scriptFaults(failureOf(check.error))
  const checked = text === settled && check.isSuccess ? check.data : undefined
  const [last] = checked?.rehearsals ?? []
  const missing = checked === undefined ? 0 : holdersOf(checked.script) - participantsOf(checked.script, people).length
  const start = (mode: 'rehearsal' | 'real'): void => {
    if (checked === undefined) return
    setAsked(true)
    if (missing > 0) return
    const known = new Set(checked.script.variables.map(({ name }) => name))
    open.mutate(
      {
        mode,
        script: text,
        variables: Object.fromEntries(Object.entries(variables).filter(([name]) => known.has(name))),
        participants: participantsOf(checked.script, people)
      },
      { onSuccess: ({ ceremony }) => void navigate(`/ceremonies/${ceremony.id}/stage`, { state: { full: true } }) }
    )
  }
  return (
    <>
      <Section
        title={t('prepare.script')}
        lead={t('prepare.scriptLead')}
        aside={
          <Button size="small" onClick={() => void saveText('ceremony.yaml', text, 'application/yaml')}>
            {t('prepare.save')}
          </Button>
        }
      >
        <ScriptEditor text={text} faults={faults} onChange={setText} />
      </Section>
      {checked !== undefined && (
        <>
          <Section title={t('prepare.digest')} lead={t('prepare.digestLead')}>
            <DigestAloud hex={checked.digest.sha256} label={t('prepare.digest')} />
            <Typography sx={{ mt: 3 }}>
              {last === undefined ? (
                t('prepare.notRehearsed')
              ) : (
                <>
                  {t('prepare.rehearsed', { id: last.id })} <TimeText at={last.endedAt} />
                </>
              )}
            </Typography>
          </Section>
          {checked.script.variables.length > 0 && (
            <Section title={t('prepare.values')} lead={t('prepare.valuesLead')}>
              <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
                {checked.script.variables.map((one) => (
                  <TextField
                    key={one.name}
                    size="small"
                    label={one.title}
                    helperText={one.local ? t('prepare.local') : t('prepare.same')}
                    value={variables[one.name] ?? one.default ?? ''}
                    autoComplete="off"
                    onChange={({ target }) => {
                      setVariables((before) => ({ ...before, [one.name]: target.value }))
                    }}
                  />
                ))}
              </Box>
            </Section>
          )}
          <Section title={t('people.title')} lead={t('people.lead')}>
            <PeopleFields
              roles={checked.script.roles}
              people={people}
              asked={asked}
              onChange={(place, person) => {
                setPeople((before) => ({ ...before, [place]: person }))
              }}
            />
          </Section>
          <Section title={t('prepare.open')} lead={t('prepare.openLead')}>
            <Box sx={{ display: 'grid', gap: 3 }}>
              <QuorumNotice operation="ceremony.open" />
              {asked && missing > 0 ? (
                <Alert severity="warning">{t('people.missing', { count: missing })}</Alert>
              ) : (
                <ErrorView error={open.error} />
              )}
              <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
                <Button
                  variant={last === undefined ? 'contained' : 'outlined'}
                  disabled={!mayRun}
                  loading={open.isPending}
                  onClick={() => {
                    start('rehearsal')
                  }}
                >
                  {t('prepare.rehearse')}
                </Button>
                <Button
                  variant={last === undefined ? 'outlined' : 'contained'}
                  disabled={!mayRun}
                  loading={open.isPending}
                  onClick={() => {
                    start('real')
                  }}
                >
                  {t('prepare.real')}
                </Button>
              </Box>
            </Box>
          </Section>
        </>
      )}
    </>
  )
}

/** @returns how many people the roles of a script want */
function holdersOf({ roles }: CeremonyScript): number {
  return roles.reduce((sum, { persons }) => sum + persons, 0)
}

function participantsOf(script: CeremonyScript, people: Readonly<Record<string, PersonDraft>>): CeremonyParticipant[] {
  return script.roles.flatMap((role) =>
    Array.from({ length: role.persons }, (_, at) => {
      const { person, account, certificate } = people[placeOf(role, at)] ?? nobody
      return {
        role: role.id,
        person: person.trim(),
        ...(account === '' ? {} : { account }),
        ...(certificate === '' ? {} : { certificate })
      }
    }).filter(({ person }) => person !== '')
  )
}

/** @returns the text as it was when nobody typed for a moment */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text)
    }, 300)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return settled
}
