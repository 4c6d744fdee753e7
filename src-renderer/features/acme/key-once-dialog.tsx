import Save from '@mui/icons-material/SaveAltOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import type { AcmeService } from '../../../src-shared/api/services.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { saveText } from '../../ui/files/save-file.ts'
import { exampleHost } from './recipes.ts'
import { RecipeView } from './recipe-view.tsx'
import { RootButton } from './root-button.tsx'
import { useRootOf } from './use-root.ts'

/** The key of a credential, shown once, with the commands that use it; there is no way around saying that it was kept. */
export function KeyOnceDialog(props: {
  readonly service: AcmeService
  readonly made: Output<'acme.eab-create'>
  readonly onKept: () => void
}): ReactElement {
  const { t } = useTranslation('acme')
  const titleId = useId()
  return (
    <Dialog open fullWidth maxWidth="md" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('once.title', { name: props.made.credential.name })}</DialogTitle>
      <Box sx={{ px: 6, pt: 2, pb: 5, overflow: 'auto' }}>
        <KeyOncePanel {...props} action={t('once.close')} />
      </Box>
    </Dialog>
  )
}

function KeyOncePanel(props: {
  readonly service: AcmeService
  readonly made: Output<'acme.eab-create'>
  readonly action: string
  readonly onKept: () => void
}): ReactElement {
  const { t } = useTranslation('acme')
  const { service, made } = props
  const [kept, setKept] = useState(false)
  const root = useRootOf(service.profileId)
  const directory = made.directory ?? `https://acme.example.org${made.path}`
  const { keyId, name } = made.credential
  const file = `${t('once.directory')}: ${directory}\n${t('once.keyId')}: ${keyId}\n${t('once.hmacKey')}: ${made.hmacKey}\n`
  const host = exampleHost(made.credential.names.length > 0 ? made.credential.names : service.approvedNames)
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Typography>{t('once.lead')}</Typography>
      <Box
        data-testid="secret"
        sx={{ p: 4, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.default' }}
      >
        <DefinitionList
          termWidth={140}
          items={[
            { term: t('once.directory'), value: <Mono value={directory} grouped={false} /> },
            { term: t('once.keyId'), value: <Mono value={keyId} grouped={false} /> },
            { term: t('once.hmacKey'), value: <Mono value={made.hmacKey} grouped={false} /> }
          ]}
        />
      </Box>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          size="small"
          startIcon={<Save />}
          onClick={() => {
            void saveText(`${service.name}-${name}.txt`, file)
          }}
        >
          {t('ui:secret.save')}
        </Button>
        <RootButton service={service} />
      </Box>
      <RecipeView
        values={{
          directory,
          host,
          email: 'admin@example.org',
          eab: { keyId, hmacKey: made.hmacKey },
          root
        }}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={kept}
            onChange={(_, checked) => {
              setKept(checked)
            }}
          />
        }
        label={t('ui:secret.kept')}
      />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button variant="contained" disabled={!kept} onClick={props.onKept}>
          {props.action}
        </Button>
      </Box>
    </Box>
  )
}
