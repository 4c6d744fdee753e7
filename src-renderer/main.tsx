import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/wght.css'
import { z } from 'zod'
import { startTexts } from './texts.ts'
import { schemaWords } from './ui/form/schema-words.ts'

// The content security policy forbids code made from strings, which the schema library would otherwise try once.
z.config({ jitless: true, customError: schemaWords })

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')
await startTexts(navigator.language)
// Loaded after the line above: a schema tries when it is made, and imports are made before any line runs.
const { App } = await import('./app.tsx')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
