package demo;

import java.util.Timer;
import java.util.TimerTask;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class App {

    public static void main(String[] args) {
        endAfterTwoMinutes();
        SpringApplication.run(App.class, args);
    }

    @GetMapping("/hello")
    String hello() {
        return "hello from pid " + ProcessHandle.current().pid();
    }

    /** Whatever becomes of the test, nothing stays behind. */
    private static void endAfterTwoMinutes() {
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                System.exit(0);
            }
        }, 120_000);
    }
}
