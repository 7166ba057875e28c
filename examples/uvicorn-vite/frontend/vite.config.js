import { defineConfig } from 'vite'

export default defineConfig({
  server: {
    proxy: {
      // portman puts it into the environment; it names the port that the backend really got.
      '/api': process.env.BACKEND_URL ?? 'http://127.0.0.1:8000',
    },
  },
})
