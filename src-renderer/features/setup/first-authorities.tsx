import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { keyAlgorithmIds, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import { starterName } from '../../../src-shared/model/profile.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { starterWords } from '../../ui/engine/starter-words-de.ts'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { proposedSubjects } from './proposed-subjects.ts'

const schema = z.object({
  rootSubject: z.string().min(1).max(4000),
  issuingSubject: z.string().min(1).max(4000),
  key: z.string(),
  rootLife: durationText,
  issuingLife: durationText,
  starter: z.union([starterName, z.literal('none')])
})

/** A root and an issuing authority with sensible values, and a first profile, in one go. */
export function FirstAuthorities(props: {
  readonly organization: string
  readonly onDone: (made: readonly string[]) => void
}): ReactElement {
  const { t, i18n } = useTranslation('setup')
  const starters = useRead('profile.starters', {})
  const [working, setWorking] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const proposed = proposedSubjects(props.organization)
  const form = useSchemaForm(schema, {
    rootSubject: proposed.root,
    issuingSubject: proposed.issuing,
    key: 'P-256',
    rootLife: '20y',
    issuingLife: '5y',
    starter: 'tls-server'
  })

  const make = async (values: z.output<typeof schema>): Promise<void> => {
    setError(null)
    const made: string[] = []
    try {
      const { authorities } = await call('authority.list', {})
      const has = (wanted: string): boolean => authorities.some((authority) => authority.name === wanted)
      setWorking(t('first.root'))
      // Tried again after a failure, what already stands is kept.
      if (!has('root'))
        await call('authority.create', {
          name: 'root',
          subject: values.rootSubject,
          key: values.key,
          validity: values.rootLife
        })
      made.push(values.rootSubject)
      setWorking(t('first.issuing'))
      if (!has('issuing')) {
        await call('authority.create', {
          name: 'issuing',
          issuer: 'root',
          subject: values.issuingSubject,
          key: values.key,
          validity: values.issuingLife,
          pathLength: 0
        })
      }
      made.push(values.issuingSubject)
      if (values.starter !== 'none') {
        setWorking(t('first.theProfile'))
        const { profile } = await call('profile.create', {
          name: values.starter,
          starter: values.starter,
          authority: 'issuing'
        })
        made.push(profile.name)
      }
      props.onDone(made)
    } catch (failure) {
      setError(failure)
    } finally {
      setWorking(null)
    }
  }

  return (
    <SchemaForm form={form} error={error} onSubmit={(values) => void make(values)}>
      <Box>
        <Typography variant="h3" component="h2">
          {t('first.step')}
        </Typography>
        <Typography color="textSecondary">{t('first.lead')}</Typography>
      </Box>
      <TextInput name="rootSubject" label={t('first.rootSubject')} required />
      <TextInput name="issuingSubject" label={t('first.issuingSubject')} required />
      <SelectInput
        name="key"
        label={t('first.key')}
        help={t('first.keyHelp')}
        choices={keyAlgorithmIds.map((id) => ({ value: id, label: keyAlgorithms[id].label }))}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <DurationInput name="rootLife" label={t('first.rootLife')} />
        <DurationInput name="issuingLife" label={t('first.issuingLife')} />
      </Box>
      <SelectInput
        name="starter"
        label={t('first.profile')}
        choices={[
          { value: 'none', label: t('first.profileNone') },
          ...(starters.data?.starters ?? [])
            .filter(({ content }) => content.certificateClass === 'end-entity')
            .map((starter) => ({
              value: starter.name,
              label: starterWords(i18n.language, starter.label),
              hint: starterWords(i18n.language, starter.description)
            }))
        ]}
      />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', alignItems: 'center' }}>
        <Typography variant="caption" color="textSecondary" role="status" sx={{ flex: 1 }}>
          {working !== null && t('first.working', { what: working })}
        </Typography>
        <Button
          color="inherit"
          disabled={working !== null}
          onClick={() => {
            props.onDone([])
          }}
        >
          {t('first.skip')}
        </Button>
        <Button type="submit" variant="contained" loading={working !== null}>
          {t('first.make')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
