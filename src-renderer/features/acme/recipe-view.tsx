import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { CommandBlock } from '../../ui/services/command-block.tsx'
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
            file={part.file}
          />
        ))}
      </Box>
    </Box>
  )
}
