import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { monospace } from '../../theme/tokens.ts'
import { CopyButton } from '../../ui/display/mono.tsx'
import { recipeClients, recipeOf, type RecipeClient, type RecipeValues } from './recipes.ts'

/** The commands of each client, one client at a time. */
export function RecipeView({ values }: { readonly values: RecipeValues }): ReactElement {
  const { t } = useTranslation('acme')
  const [client, setClient] = useState<RecipeClient>('certbot')
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Tabs
        value={client}
        aria-label={t('recipes.clients')}
        variant="scrollable"
        allowScrollButtonsMobile
        onChange={(_, next: RecipeClient) => {
          setClient(next)
        }}
      >
        {recipeClients.map((name) => (
          <Tab
            key={name}
            value={name}
            label={t(`recipes.client.${name.replace('.', '-')}`)}
            id={`recipe-tab-${name}`}
            aria-controls={`recipe-${name}`}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`recipe-${client}`}
        aria-labelledby={`recipe-tab-${client}`}
        sx={{ display: 'grid', gap: 4, minWidth: 0 }}
      >
        <Typography variant="body2" color="textSecondary">
          {t(`recipes.about.${client.replace('.', '-')}`)}
        </Typography>
        {recipeOf(client, values).map((part) => (
          <CommandBlock
            key={part.label}
            title={part.file === undefined ? t(`recipes.part.${part.label}`) : part.file}
            text={part.text}
          />
        ))}
      </Box>
    </Box>
  )
}

/** A command or a file, with a button that copies it whole. */
export function CommandBlock(props: { readonly title: string; readonly text: string }): ReactElement {
  const { t } = useTranslation('acme')
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, minWidth: 0, overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', pl: 3, pr: 1, borderBottom: 1, borderColor: 'divider' }}>
        <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
          {props.title}
        </Typography>
        <CopyButton value={props.text} label={t('recipes.copy', { what: props.title })} />
      </Box>
      <Box
        component="pre"
        tabIndex={0}
        role="region"
        aria-label={props.title}
        sx={{
          m: 0,
          p: 3,
          fontFamily: monospace,
          fontSize: 12.5,
          lineHeight: '20px',
          overflow: 'auto',
          maxHeight: 420,
          bgcolor: 'background.default',
          tabSize: 4
        }}
      >
        {props.text}
      </Box>
    </Box>
  )
}
