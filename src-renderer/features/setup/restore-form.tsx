import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { useMemo, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { RestoreInput } from '../../../src-shared/desktop-bridge.ts'
import type { BackupAbout, RestoredAbout } from '../../../src-shared/model/recovery.ts'
import { callDesktop, desktopBridge } from '../../client.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

/** Chooses a backup, shows what it says of itself, and restores it in place of the empty installation. */
export function RestoreForm(props: {
  readonly onBack: () => void
  readonly onRestored: (restored: RestoredAbout) => void
}): ReactElement {
  const { t } = useTranslation('setup')
  const choose = useMutation({ mutationFn: () => callDesktop('desktop.backup.choose', {}) })
  const about = choose.data ?? null
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box>
        <Typography variant="h3" component="h2">
          {t('restore.title')}
        </Typography>
        <Typography color="textSecondary">{t('restore.lead')}</Typography>
      </Box>
      {desktopBridge() === undefined ? (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Typography>{t('restore.inBrowser')}</Typography>
          <Mono grouped={false} value="chancery backup restore FILE --data FOLDER" />
        </Box>
      ) : (
        <Box>
          <Button
            variant={about === null ? 'contained' : 'outlined'}
            loading={choose.isPending}
            onClick={() => {
              choose.mutate()
            }}
          >
            {t(about === null ? 'restore.choose' : 'restore.chooseOther')}
          </Button>
        </Box>
      )}
      <ErrorView error={choose.error} />
      {about !== null && <OpenerForm key={about.name} about={about} onRestored={props.onRestored} />}
      <Box>
        <Button color="inherit" onClick={props.onBack}>
          {t('restore.back')}
        </Button>
      </Box>
    </Box>
  )
}

function OpenerForm(props: {
  readonly about: BackupAbout
  readonly onRestored: (restored: RestoredAbout) => void
}): ReactElement {
  const { t } = useTranslation('setup')
  const locale = useLocale()
  const { about } = props
  const restore = useMutation({
    mutationFn: (input: RestoreInput) => callDesktop('desktop.backup.restore', input)
  })
  const checked = useMemo(
    () =>
      z
        .object({ opener: z.enum(['passphrase', 'recipient']), passphrase: z.string().max(1024) })
        .refine(({ opener, passphrase }) => opener === 'recipient' || passphrase !== '', {
          path: ['passphrase'],
          error: t('restore.passphraseNeeded')
        }),
    [t]
  )
  const form = useSchemaForm(checked, { opener: about.passphrase ? 'passphrase' : 'recipient', passphrase: '' })
  const opener = useWatch({ control: form.control, name: 'opener' })
  return (
    <SchemaForm
      form={form}
      error={restore.error}
      onSubmit={(values) => {
        restore.mutate(values, {
          onSuccess: (restored) => {
            if (restored !== undefined && restored !== null) props.onRestored(restored)
          },
          onSettled: () => {
            form.setValue('passphrase', '')
          }
        })
      }}
    >
      <DefinitionList
        items={[
          { term: t('restore.file'), value: <Mono value={about.name} grouped={false} copy={false} /> },
          { term: t('restore.installation'), value: about.installation },
          { term: t('restore.madeAt'), value: <TimeText at={about.createdAt} /> },
          { term: t('restore.madeBy'), value: about.madeBy },
          {
            term: t('restore.size'),
            value: t('restore.megabytes', {
              size: (about.bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 })
            })
          },
          { term: t('restore.recipients'), value: about.recipients.join('; ') }
        ]}
      />
      {about.passphrase && about.recipients.length > 0 && (
        <SelectInput
          name="opener"
          label={t('restore.opener')}
          choices={[
            { value: 'passphrase', label: t('restore.byPassphrase') },
            { value: 'recipient', label: t('restore.byKey') }
          ]}
        />
      )}
      <TextInput
        name="passphrase"
        label={t(opener === 'recipient' ? 'restore.keyPassphrase' : 'restore.passphrase')}
        help={t(opener === 'recipient' ? 'restore.keyPassphraseHelp' : 'restore.passphraseHelp')}
        secret
        autoComplete="off"
        required={opener === 'passphrase'}
      />
      <Alert severity="info" variant="outlined">
        {t('restore.what')}
      </Alert>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" loading={restore.isPending}>
          {t(opener === 'recipient' ? 'restore.actionKey' : 'restore.action')}
        </Button>
      </Box>
    </SchemaForm>
  )
}
